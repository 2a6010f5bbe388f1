-- Puts an entry on a shelf, instead of one with the same id that changed no later.
-- KEYS: the book; live also building, touched, held.
-- ARGV: the shelf's key, id, span of this entry, row, record, then its terms, each once.
-- Answer: the ordinal, or that of the later one; or the error HELD.
local book, shelf, id, span, row, record = KEYS[1], unpack(ARGV, 1, 5)
if not note(id) then return redis.error_reply(held) end
redis.call('HSETNX', book, 'gen', '0')
local gen = redis.call('HGET', book, 'gen')
local ids = ids_key(shelf, gen)
local old = redis.call('HGET', ids, id)

-- changed_later compares the instants of change in two rows, byte by byte, as the order of
-- strings is up to the server's language.
local function changed_later(a, b)
  for i = 9, 16 do
    if a:byte(i) ~= b:byte(i) then return a:byte(i) > b:byte(i) end
  end
  return false
end
if old then
  old = tonumber(old)
  local at = old % 1024 * #row
  local known = redis.call('GETRANGE', rows_key(shelf, gen, math.floor(old / 1024)), at, at + #row - 1)
  if #known == #row and changed_later(known, row) then return old end
  retire(book, shelf, gen, old)
end
local ordinal = redis.call('HINCRBY', book, 'next', 1) - 1
local no, slot = math.floor(ordinal / 1024), ordinal % 1024
redis.call('HSET', ids, id, ordinal)
redis.call('HSET', records_key(shelf, gen, no), slot, record)
redis.call('SETRANGE', rows_key(shelf, gen, no), slot * #row, row)

-- with returns a posting with the slot added: see bits.go for its two forms.
local function with(posting, slot)
  if #posting < 126 then
    return posting .. string.char(math.floor(slot / 256), slot % 256)
  end
  if #posting == 126 then
    local bytes = {}
    for i = 1, 128 do bytes[i] = 0 end
    for i = 1, 126, 2 do
      local s = posting:byte(i) * 256 + posting:byte(i + 1)
      local at = math.floor(s / 8) + 1
      bytes[at] = bytes[at] + 2 ^ (s % 8)
    end
    posting = string.char(unpack(bytes))
  end
  return set_bit(posting, slot)
end

local fields = {'', unpack(ARGV, 6)}
local terms = terms_key(shelf, gen, no)
local postings = redis.call('HMGET', terms, unpack(fields))
local pairs = {'', set_bit(postings[1] or string.rep('\0', 128), slot)}
for i = 2, #fields do
  pairs[2 * i - 1] = fields[i]
  pairs[2 * i] = with(postings[i] or '', slot)
end
redis.call('HSET', terms, unpack(pairs))

-- Numbers of fixed width compare as text.
local known = redis.call('HGET', book, no)
if known then
  local form = '(%d+) (%d+) (%d+) (%d+)'
  local from, til, oldest, newest = known:match(form)
  local f, t, o, n = span:match(form)
  if f < from then from = f end
  if t > til then til = t end
  if o < oldest then oldest = o end
  if n > newest then newest = n end
  span = from .. ' ' .. til .. ' ' .. oldest .. ' ' .. newest
end
redis.call('HSET', book, no, span)
return ordinal
