<?php
// Prints a table personal_access_tokens as CSV, and the plain text tokens on standard error, as a Laravel application makes
// them. The functions that PHP brings itself are called as laravel/sanctum calls them (HasApiTokens::createToken and
// generateTokenString, and the 'json' cast of PersonalAccessToken); a random string is drawn as Illuminate\Support\Str does.
function random(int $length): string
{
    for ($string = ''; ($missing = $length - strlen($string)) > 0;) {
        $bytes = base64_encode(random_bytes(max(1, (int) ceil($missing / 3) * 3)));
        $string .= substr(str_replace(['/', '+', '='], '', $bytes), 0, $missing);
    }
    return $string;
}

$id = (int) $argv[1];
$out = fopen('php://stdout', 'w');
fputcsv($out, ['id', 'tokenable_type', 'tokenable_id', 'name', 'token', 'abilities', 'last_used_at', 'expires_at', 'created_at', 'updated_at'], ',', '"', '');
foreach ([['', false], ['', true], ['acme_', true]] as [$prefix, $checksum]) {
    $entropy = random(40);
    $plain = sprintf('%s%s%s', $prefix, $entropy, $checksum ? hash('crc32b', $entropy) : '');
    $now = date('Y-m-d H:i:s');
    fputcsv($out, [$id, 'App\\Models\\User', 7, "Ana's phone, \"new\"", hash('sha256', $plain), json_encode(['orders:read', 'orders/write']), null, null, $now, $now], ',', '"', '');
    fwrite(STDERR, $id++ . '|' . $plain . "\n");
}
