-- note notes a live write for a rebuild to ask about. It answers false when the write must
-- wait. Scripts that a rebuild runs have no KEYS from the second on.
local function note(id)
  if not KEYS[2] then return true end
  if redis.call('EXISTS', KEYS[4]) == 1 then return false end
  if redis.call('EXISTS', KEYS[2]) == 1 then redis.call('SADD', KEYS[3], id) end
  return true
end
local held = 'HELD the site is being switched to a new index'
