-- Forward auth for Apache httpd 2.4 (mod_lua): asks the service about a request, and lets it go on or refuses it as the service did.
local http = require("socket.http")
local ltn12 = require("ltn12")

-- Add ability=orders:read after the question mark to require an ability.
local CHECK = "http://127.0.0.1:8080/v1/verify?"

http.TIMEOUT = 1
http.USERAGENT = ""

-- What clients send by the names that only this proxy and the service may use, with underscores too, which some applications
-- take for the same.
local function is_forged(name)
	local kind = name:lower():match("^x[-_](%a+)[-_]")
	return kind == "token" or kind == "workspace" or kind == "original" or kind == "forwarded"
end

-- What the service needs to know of a request, besides who, what and from where. httpd joins repeated headers, so that two
-- Authorization headers are no token to anybody.
local ASKED_WITH = {"Authorization", "User-Agent", "Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode"}

-- What clients are told of a refusal.
local TOLD = {"WWW-Authenticate", "Retry-After", "RateLimit", "RateLimit-Policy", "Cache-Control"}

local function question(r)
	local headers = {
		["X-Original-Method"] = r.method,
		["X-Original-URI"] = r.unparsed_uri,
		["X-Forwarded-For"] = r.useragent_ip,
	}
	for _, name in ipairs(ASKED_WITH) do
		headers[name] = r.headers_in[name]
	end
	return headers
end

local function refuse(r, status, headers, body)
	for _, name in ipairs(TOLD) do
		r.err_headers_out[name] = headers[name:lower()]
	end
	r.subprocess_env["COLLECKT_REFUSED"] = "yes"
	r:custom_response(status, body)
	return status
end

local function let_in(r, headers)
	for name, value in pairs(headers) do
		if name:find("^x%-token%-") or name:find("^x%-workspace%-") then
			r.headers_in[name] = value
		end
	end
	return apache2.OK
end

-- Whatever Connection names is taken from the request once more, after the service's headers have come.
local function hides(r)
	local named = (r.headers_in["Connection"] or ""):lower()
	return named:find("x[-_]token[-_]") or named:find("x[-_]workspace[-_]")
end

function check(r)
	if hides(r) then
		return 400
	end
	for name in pairs(r:headers_in_table()) do
		if is_forged(name) then
			r.headers_in[name] = nil
		end
	end
	local words = {}
	local asked, status, headers = http.request{
		url = CHECK,
		headers = question(r),
		sink = ltn12.sink.table(words),
		redirect = false,
	}
	if asked and status == 200 then
		return let_in(r, headers)
	end
	if asked and (status >= 400 and status < 500 or headers["retry-after"]) then
		return refuse(r, status, headers, table.concat(words))
	end
	return refuse(r, 503, {["retry-after"] = "1", ["cache-control"] = "no-store"}, '{"message":"Service unavailable."}')
end
