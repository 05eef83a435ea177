-- Takes, renews or gives back the coordinator's lease. A new holder gets a token higher than any before: not below the time, so that a failover
-- that loses the newest token does not make it be given out again.
-- KEYS: head (hash)
-- ARGV: 1 member, 2 microseconds it lasts ('0': give back)
-- Returns: { token if the member holds it now else '0', holder, microseconds left, time, then pairs member, microseconds since its last beat }
local head = KEYS[1]
local h = redis.call('HMGET', head, 'holder', 'until', 'token', 'time', 'members', 'm' .. ARGV[1])
if not h[4] or not h[6] then return { '0', '0', '0', '0' } end
local now = redis.call('TIME')
local time = math.max(tonumber(h[4]), tonumber(now[1]) * 1000000 + tonumber(now[2]))
local holder, ends, token = h[1] or '0', tonumber(h[2] or '0'), tonumber(h[3])
if holder == ARGV[1] or ends <= time then
  if ARGV[2] == '0' then
    if holder == ARGV[1] then ends = time end
    token = 0
  else
    if holder ~= ARGV[1] or ends <= time then token = math.max(token + 1, time) end
    holder, ends = ARGV[1], time + tonumber(ARGV[2])
  end
  redis.call('HSET', head, 'holder', holder, 'until', string.format('%.0f', ends), 'time', string.format('%.0f', time))
  if token > 0 then redis.call('HSET', head, 'token', string.format('%.0f', token)) end
else
  token = 0
end
local reply = { string.format('%.0f', token), holder, string.format('%.0f', math.max(0, ends - time)), string.format('%.0f', time) }
for member in string.gmatch(h[5], '%d+') do
  local beat = redis.call('HGET', head, 'b' .. member)
  if beat then
    reply[#reply + 1] = member
    reply[#reply + 1] = string.format('%.0f', math.max(0, time - tonumber(beat)))
  end
end
return reply
