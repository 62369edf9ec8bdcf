-- Forward auth for HAProxy 2.6 and later: asks the service about the request and goes on, or answers as the service did.
-- Loaded by haproxy.cfg, which has removed what clients may not say. HAProxy goes on with other requests meanwhile.
local CHECK = os.getenv("COLLECKT_CHECK")
local TIMEOUT_MILLIS = 1000

-- What the service needs to know of a request, besides who, what and from where. Values of a repeated header stay apart, so that
-- two Authorization headers are refused, and not one of them checked and the other believed.
local ASKED_WITH = {"authorization", "user-agent", "origin", "sec-fetch-site", "sec-fetch-mode"}

-- What the service says of who is calling.
local KNOWN = {"token_id", "workspace_id", "token_environment", "token_abilities", "token_expires_at"}

-- What clients are told of a refusal.
local TOLD = {"www-authenticate", "retry-after", "ratelimit", "ratelimit-policy", "cache-control", "content-type"}

local function question(txn)
	local sent = txn.http:req_get_headers()
	local headers = {
		["x-original-method"] = {txn.f:method()},
		["x-original-uri"] = {txn.f:pathq()},
		["x-forwarded-for"] = {txn.f:src()},
	}
	for _, name in ipairs(ASKED_WITH) do
		if sent[name] then
			headers[name] = {}
			for _, value in pairs(sent[name]) do
				table.insert(headers[name], value)
			end
		end
	end
	return {url = CHECK, headers = headers, timeout = TIMEOUT_MILLIS}
end

local function refuse(txn, answer)
	local reply = txn:reply({status = answer.status})
	for _, name in ipairs(TOLD) do
		for _, value in pairs(answer.headers[name] or {}) do
			reply:add_header(name, value)
		end
	end
	reply:set_body(answer.body or "")
	txn:done(reply)
end

local IN_DOUBT = {
	status = 503,
	headers = {["retry-after"] = {"1"}, ["cache-control"] = {"no-store"}, ["content-type"] = {"application/json"}},
	body = '{"message":"Service unavailable."}',
}

-- What haproxy.cfg makes headers of, which fails where they do not fit; and the word without which it lets nobody through.
local function let_in(txn, headers)
	for _, name in ipairs(KNOWN) do
		local values = headers["x-" .. name:gsub("_", "-")]
		if values then
			txn:set_var("txn.x_" .. name, values[0])
		end
	end
	txn:set_var("txn.colleckt_let_in", true)
end

core.register_action("colleckt", {"http-req"}, function(txn)
	local client = core.httpclient()
	local asked, answer = pcall(client.get, client, question(txn))
	local headers = asked and answer and answer.headers
	if headers and answer.status == 200 then
		let_in(txn, headers)
	elseif headers and (answer.status >= 400 and answer.status < 500 or headers["retry-after"]) then
		refuse(txn, answer)
	else
		-- With nobody there, HAProxy answers itself: a 503 with a page.
		refuse(txn, IN_DOUBT)
	end
end)
