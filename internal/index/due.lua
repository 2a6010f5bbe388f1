-- Notes when something about a record is due.
-- KEYS: the due times; live also building, touched, held.
-- ARGV: record id, Unix ms or nothing.
-- Answer: 1, or the error HELD.
if not note(ARGV[1]) then return redis.error_reply(held) end
if ARGV[2] then
  redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
else
  redis.call('ZREM', KEYS[1], ARGV[1])
end
return 1
