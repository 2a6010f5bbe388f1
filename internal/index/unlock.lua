-- Gives the rebuild's lock back.
-- KEYS: lock, draft.
-- ARGV: token, '1' if nothing was left behind.
-- Answer: 1, or 0 when another has it or nobody.
if redis.call('GET', KEYS[2]) == ARGV[1] and ARGV[2] == '1' then redis.call('DEL', KEYS[2]) end
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
