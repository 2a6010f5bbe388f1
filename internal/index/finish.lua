-- Ends the rebuild of a site.
-- KEYS: building, touched, proposals, those to replace them.
-- ARGV: the generation.
-- Answer: 1, or 0 if another generation is being built.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if redis.call('EXISTS', KEYS[4]) == 1 then
  redis.call('RENAME', KEYS[4], KEYS[3])
else
  redis.call('DEL', KEYS[3])
end
redis.call('DEL', KEYS[1], KEYS[2])
return 1
