-- A process enters a job: makes the job if it is not there, and becomes a member under a number that it drew. A repeat changes nothing.
-- (Drawn, not counted: a counter that a failover sets back would give one number, and so one blob's name, to two processes.)
-- KEYS: head (hash), manifest (string), log (list)
-- ARGV: 1 manifest, 2 member (1 … 2^31 - 1, drawn at random), 3 who this is, 4 milliseconds that a new job's keys live unless renewed
-- Returns: { manifest of the job, status, time, first record, where the newest snapshot lies or '-1', '1' if the job was made now else '0' }
-- Status: ok | differs (the manifest is another) | taken (another process drew the number) | damaged (a part of the keys is gone)
local head, manifest = KEYS[1], KEYS[2]
local now = redis.call('TIME')
local time = tonumber(now[1]) * 1000000 + tonumber(now[2])
local made = '0'
if redis.call('EXISTS', head) == 0 then
  redis.call('SET', manifest, ARGV[1], 'PX', ARGV[4])
  redis.call('DEL', KEYS[3]) -- may outlive an expired head by a moment
  redis.call('HSET', head, 'first', '0', 'chain', '0000000000000000', 'time', string.format('%.0f', time), 'token', '0', 'members', '')
  redis.call('PEXPIRE', head, ARGV[4])
  made = '1'
end
local found = redis.call('GET', manifest)
local function answer(status) return { found or '', status, string.format('%.0f', time), redis.call('HGET', head, 'first'), redis.call('HGET', head, 'snapshot') or '-1', made } end
if not found then return answer('damaged') end
time = math.max(time, tonumber(redis.call('HGET', head, 'time')))
if found ~= ARGV[1] then return answer('differs') end
local who = redis.call('HGET', head, 'w' .. ARGV[2])
if who and who ~= ARGV[3] then return answer('taken') end
if not who then
  redis.call('HSET', head, 'm' .. ARGV[2], '0', 'b' .. ARGV[2], string.format('%.0f', time), 'w' .. ARGV[2], ARGV[3],
    'members', redis.call('HGET', head, 'members') .. ARGV[2] .. ' ')
end
return answer('ok')
