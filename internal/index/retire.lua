-- set_bit returns a bitmap with the bit of a slot that was not set.
local function set_bit(bitmap, slot)
  local at = math.floor(slot / 8)
  return bitmap:sub(1, at) .. string.char(bitmap:byte(at + 1) + 2 ^ (slot % 8)) .. bitmap:sub(at + 2)
end

-- retire takes an entry out of the live bitmap and drops its record. A segment
-- that has no live entry any more goes, unless it is the one being filled.
local function retire(book, shelf, gen, ordinal)
  local no, slot = math.floor(ordinal / 1024), ordinal % 1024
  local terms, records = terms_key(shelf, gen, no), records_key(shelf, gen, no)
  redis.call('HDEL', records, slot)
  local filling = math.floor(tonumber(redis.call('HGET', book, 'next')) / 1024)
  if no ~= filling and redis.call('EXISTS', records) == 0 then
    redis.call('DEL', terms, rows_key(shelf, gen, no))
    redis.call('HDEL', book, no)
    return
  end
  local live = redis.call('HGET', terms, '')
  local at = math.floor(slot / 8)
  local left = live:byte(at + 1) - 2 ^ (slot % 8)
  redis.call('HSET', terms, '', live:sub(1, at) .. string.char(left) .. live:sub(at + 2))
end
