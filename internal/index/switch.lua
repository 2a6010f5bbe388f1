-- Puts a generation in place.
-- KEYS: building, touched, held, then pairs of a key in use and the one to replace it: the books
-- first, then the due times.
-- ARGV: the generation, the number of books.
-- Answer: {'gone'} if another generation is being built; {'touched'} if there are live writes
-- to ask about; else, for each book, the old generation and its next ordinal.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'gone'} end
if redis.call('EXISTS', KEYS[2]) == 1 then return {'touched'} end
local old = {}
local again = redis.call('EXISTS', KEYS[5]) == 0 -- a client that lost the answer repeats
for i = 4, #KEYS, 2 do
  if #old < 2 * tonumber(ARGV[2]) then
    local was = not again and redis.call('HMGET', KEYS[i], 'gen', 'next') or {}
    old[#old + 1] = was[1] or ''
    old[#old + 1] = was[2] or '0'
  end
  if again then
    -- in place already
  elseif redis.call('EXISTS', KEYS[i + 1]) == 1 then
    redis.call('RENAME', KEYS[i + 1], KEYS[i])
  else
    redis.call('DEL', KEYS[i])
  end
end
redis.call('DEL', KEYS[3])
return old
