-- Renews the rebuild's lock.
-- KEYS: lock.
-- ARGV: token, ms to hold it.
-- Answer: 1, or 0 when another has it or nobody.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
