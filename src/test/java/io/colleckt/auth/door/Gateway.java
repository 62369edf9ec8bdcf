package io.colleckt.auth.door;

import java.util.List;

/** A proxy that Debian has, and how it is started in the directory of its configuration. */
enum Gateway {
  NGINX("nginx", "-p", ".", "-c", "nginx.conf", "-g", "daemon off;"),
  CADDY("caddy", "run", "--adapter", "caddyfile", "--config", "Caddyfile"),
  HAPROXY("haproxy", "-f", "haproxy.cfg"),
  APACHE("apache2", "-d", ".", "-f", "httpd.conf", "-DFOREGROUND");

  final String program;
  final List<String> arguments;

  Gateway(String program, String... arguments) {
    this.program = program;
    this.arguments = List.of(arguments);
  }

  /** The directory of its configuration in {@code conf/proxies}. */
  String directory() {
    return this == APACHE ? "apache" : program;
  }
}
