-- Stops noting and holding live writes for a generation.
-- KEYS: building, touched, held.
-- ARGV: the generation.
-- Answer: 1, or 0 if another generation is being built.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return 1
