-- Takes an entry off a shelf.
-- KEYS: the book; live also building, touched, held.
-- ARGV: the shelf's key, id.
-- Answer: 1 if it was there, else 0; or the error HELD.
local book, shelf, id = KEYS[1], ARGV[1], ARGV[2]
if not note(id) then return redis.error_reply(held) end
local gen = redis.call('HGET', book, 'gen')
local old = gen and redis.call('HGET', ids_key(shelf, gen), id)
if not old then return 0 end
redis.call('HDEL', ids_key(shelf, gen), id)
retire(book, shelf, gen, tonumber(old))
return 1
