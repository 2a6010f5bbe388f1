-- Counts an event of a window.
-- KEYS: the count.
-- ARGV: events allowed, ms the window lasts.
-- Answer: 0 if allowed, else ms until the window ends, at least 1.
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  left = tonumber(ARGV[2])
end
if count <= tonumber(ARGV[1]) then return 0 end
return math.max(left, 1)
