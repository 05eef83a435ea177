-- Appends one record to the job's log, once, and returns what the caller has not read. The one script by which anything takes its place in order.
-- KEYS: head (hash), log (list)
-- ARGV: 1 member, 2 sequence, 3 cursor, 4 chain at the cursor, 5 lease token ('0': none), 6 body ('': only read), 7 most bytes to return,
--       8 channel, 9 member to bury ('0': none), 10 microseconds without a beat that allow it,
--       11 snapshot ('-1': none): where the newest snapshot lies, as the record announces it: its cursor first; an older one than the head names is left out,
--       12 first record to keep ('-1': leave); the records from the cursor on are kept anyway
-- Returns: { status, time, first, total, record … } with the records from the cursor on.
-- Status: ok | duplicate | fenced | alive (nothing is appended by the last two) | gone | unknown | trimmed | rolledback (nothing is appended, nothing is returned)
local head, log = KEYS[1], KEYS[2]
local cursor, most = math.floor(tonumber(ARGV[3])), math.max(0, tonumber(ARGV[7]))
local keep = math.min(cursor, math.floor(tonumber(ARGV[12])))
local h = redis.call('HMGET', head, 'first', 'chain', 'time', 'token', 'm' .. ARGV[1], 'holder')
local now = redis.call('TIME')
if not h[1] then return { 'gone', '0', '0', '0' } end
local first, chain, token = tonumber(h[1]), h[2], tonumber(h[4])
local time = math.max(tonumber(h[3]), tonumber(now[1]) * 1000000 + tonumber(now[2]))
local total = first + redis.call('LLEN', log)
local function cursorOf(snapshot) return tonumber(string.match(snapshot or '', '^%d+') or '-1') end
local function answer(status) return { status, string.format('%.0f', time), string.format('%.0f', first), string.format('%.0f', total) } end
if not h[5] then return answer('unknown') end
if cursor > total then return answer('rolledback') end
if cursor < first then return answer('trimmed') end
if cursor > first then
  if string.sub(redis.call('LINDEX', log, cursor - 1 - first), 1, 16) ~= ARGV[4] then return answer('rolledback') end
elseif cursor == total then
  if chain ~= ARGV[4] then return answer('rolledback') end
else -- the record before is trimmed: the next one tells which chain it goes on from
  local next = redis.call('LINDEX', log, 0)
  if string.sub(redis.sha1hex(ARGV[4] .. string.sub(next, 17)), 1, 16) ~= string.sub(next, 1, 16) then return answer('rolledback') end
end
local status = 'ok'
if ARGV[6] ~= '' then
  local sequence, last = tonumber(ARGV[2]), tonumber(h[5])
  if sequence <= last then status = 'duplicate'
  elseif ARGV[5] ~= '0' and (tonumber(ARGV[5]) < token or h[6] ~= ARGV[1]) then status = 'fenced'
  elseif ARGV[9] ~= '0' and time - tonumber(redis.call('HGET', head, 'b' .. ARGV[9]) or '0') < tonumber(ARGV[10]) then status = 'alive'
  else
    local stamp = string.format('%016.0f', time)
    chain = string.sub(redis.sha1hex(chain .. stamp .. ARGV[6]), 1, 16)
    local record = chain .. stamp .. ARGV[6]
    redis.call('RPUSH', log, record)
    if total == first then -- a new list: it lives no longer than the head
      local left = redis.call('PTTL', head)
      if left > 0 then redis.call('PEXPIRE', log, left) end
    end
    redis.call('HSET', head, 'chain', chain, 'm' .. ARGV[1], ARGV[2])
    -- a new coordinator may not have read yet that a newer one was saved, which the trimmed log goes on from
    if cursorOf(ARGV[11]) > cursorOf(redis.call('HGET', head, 'snapshot')) then redis.call('HSET', head, 'snapshot', ARGV[11]) end
    if keep > first then
      redis.call('LTRIM', log, keep - first, -1)
      first = keep
      redis.call('HSET', head, 'first', string.format('%.0f', keep))
    end
    redis.call('PUBLISH', ARGV[8], string.format('%.0f', total) .. ' ' .. (#record <= 8192 and record or ''))
    total = total + 1
  end
end
redis.call('HSET', head, 'time', string.format('%.0f', time), 'b' .. ARGV[1], string.format('%.0f', time))
local reply, bytes, at = answer(status), 0, cursor
while at < total and bytes < most do
  for _, record in ipairs(redis.call('LRANGE', log, at - first, at - first + 63)) do
    if bytes >= most then break end
    reply[#reply + 1] = record
    bytes = bytes + #record
    at = at + 1
  end
end
return reply
