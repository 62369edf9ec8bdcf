package io.colleckt.auth.door;

import java.util.List;

/** A proxy that Debian has, and how it is started in the directory of its configuration. */
enum Gateway {
  NGINX("nginx"),
  CADDY("caddy"),
  HAPROXY("haproxy"),
  APACHE("apache2");

  final String program;

  Gateway(String program) {
    this.program = program;
  }

  /** What the program is told: to stay in the foreground, with the configuration beside it. */
  List<String> arguments() {
    return switch (this) {
      case NGINX -> List.of("-p", ".", "-c", "nginx.conf", "-g", "daemon off;");
      case CADDY -> List.of("run", "--adapter", "caddyfile", "--config", "Caddyfile");
      case HAPROXY -> List.of("-f", "haproxy.cfg");
      case APACHE -> List.of("-d", ".", "-f", "httpd.conf", "-DFOREGROUND");
    };
  }

  /** The directory of its configuration in {@code conf/proxies}. */
  String directory() {
    return this == APACHE ? "apache" : program;
  }
}
