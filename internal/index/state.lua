-- Says how far the index is put together. What is whole stays whole.
-- KEYS: lock, state.
-- ARGV: token, state.
-- Answer: 1, or 0 when another has the lock or nobody.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if redis.call('GET', KEYS[2]) ~= 'whole' then
  redis.call('SET', KEYS[2], ARGV[2])
end
return 1
