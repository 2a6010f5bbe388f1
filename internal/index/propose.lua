-- Sets or clears a proposal; while a rebuild is at it, also among those that will
-- replace them.
-- KEYS: proposals, building.
-- ARGV: id, value or nothing.
-- Answer: 1.
local function set(key)
  if ARGV[2] then
    redis.call('HSET', key, ARGV[1], ARGV[2])
  else
    redis.call('HDEL', key, ARGV[1])
  end
end
set(KEYS[1])
local gen = redis.call('GET', KEYS[2])
if gen then set(next_proposals_key(KEYS[1], gen)) end
return 1
