-- Gives the rebuild's lock back.
-- KEYS: lock.
-- ARGV: token.
-- Answer: 1, or 0 when another has it or nobody.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
