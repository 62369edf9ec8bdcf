package io.colleckt.auth.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;

/**
 * A library's file that the dashboard's pages import. The version is that of its Maven artifact.
 */
enum DashboardLibrary {
  PREACT("lib/preact.js", "org.webjars.npm", "preact", "dist/preact.module.js"),
  PREACT_HOOKS("lib/preact-hooks.js", "org.webjars.npm", "preact", "hooks/dist/hooks.module.js"),
  HTM("lib/htm.js", "org.mvnpm", "htm", "dist/htm.module.js"),
  UPLOT("lib/uplot.js", "org.webjars.npm", "uplot", "dist/uPlot.esm.js"),
  UPLOT_STYLE("lib/uplot.css", "org.webjars.npm", "uplot", "dist/uPlot.min.css");

  private final String servedAs;
  private final String groupId;
  private final String artifactId;
  private final String path;

  DashboardLibrary(String servedAs, String groupId, String artifactId, String path) {
    this.servedAs = servedAs;
    this.groupId = groupId;
    this.artifactId = artifactId;
    this.path = path;
  }

  /** Its name among the dashboard's files. */
  String servedAs() {
    return servedAs;
  }

  /** Its bytes, as published. Blocks. */
  byte[] read(ClassPathFolder classPath) throws IOException {
    String folder = groupId.equals("org.mvnpm") ? "_static" : "webjars";
    String version = version(classPath);
    return classPath.read(
        "META-INF/resources/%s/%s/%s/%s".formatted(folder, artifactId, version, path));
  }

  private String version(ClassPathFolder classPath) throws IOException {
    String file = "META-INF/maven/%s/%s/pom.properties".formatted(groupId, artifactId);
    Properties properties = new Properties();
    properties.load(new ByteArrayInputStream(classPath.read(file)));
    return properties.getProperty("version");
  }
}
