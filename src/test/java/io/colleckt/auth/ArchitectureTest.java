package io.colleckt.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientAuth;
import org.junit.jupiter.api.Test;

/** Who may import whom, and which package owns which medium. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  static final String ROOT = "io.colleckt.auth";

  private static final String[] BANNED_ENDINGS = {
    "Util", "Utils", "Helper", "Manager", "Service", "Impl", "Dto", "Base", "Common"
  };

  @ArchTest static final ArchRule ACCOUNT = mayImport("account");

  @ArchTest static final ArchRule TOKEN = mayImport("token", "account");

  @ArchTest static final ArchRule AUDIT = mayImport("audit", "account");

  @ArchTest static final ArchRule SETTINGS = mayImport("settings", "token", "leak");

  @ArchTest static final ArchRule ACTIVITY = mayImport("activity", "token", "account");

  @ArchTest static final ArchRule FINDING = mayImport("finding", "activity", "token", "account");

  @ArchTest static final ArchRule WEBHOOK = mayImport("webhook", "token", "account");

  @ArchTest static final ArchRule FOREIGN = mayImport("foreign", "token");

  @ArchTest
  static final ArchRule TAKEOVER =
      mayImport("takeover", "foreign", "persistence", "cli", "bus", "settings", "token");

  @ArchTest static final ArchRule LEAK = mayImport("leak", "token", "account");

  @ArchTest
  static final ArchRule BUS =
      mayImport("bus", "token", "account", "audit", "activity", "finding", "webhook", "leak");

  @ArchTest static final ArchRule METRICS = mayImport("metrics", "token");

  @ArchTest static final ArchRule TRACING = mayImport("tracing");

  @ArchTest static final ArchRule CHECK = mayImport("check", "bus", "token", "metrics");

  @ArchTest
  static final ArchRule VALIDATION =
      mayImport("validation", "bus", "token", "activity", "settings", "redis", "metrics");

  @ArchTest static final ArchRule WITNESS = mayImport("witness", "bus", "audit", "redis");

  @ArchTest static final ArchRule REDIS = mayImport("redis");

  @ArchTest
  static final ArchRule DRAIN = mayImport("drain", "bus", "token", "activity", "redis", "metrics");

  @ArchTest
  static final ArchRule PERSISTENCE =
      mayImport(
          "persistence",
          "bus",
          "token",
          "account",
          "audit",
          "activity",
          "finding",
          "webhook",
          "foreign",
          "leak",
          "settings",
          "metrics");

  @ArchTest static final ArchRule HEALTH = mayImport("health", "bus", "token", "metrics");

  @ArchTest
  static final ArchRule HTTP =
      mayImport(
          "http",
          "bus",
          "check",
          "health",
          "token",
          "account",
          "audit",
          "activity",
          "finding",
          "webhook",
          "leak",
          "settings",
          "metrics",
          "tracing");

  @ArchTest
  static final ArchRule DELIVERY =
      mayImport("delivery", "bus", "webhook", "leak", "token", "metrics");

  @ArchTest static final ArchRule CLUSTER = mayImport("cluster", "bus", "settings");

  @ArchTest static final ArchRule EMBEDDED = mayImport("embedded", "settings");

  @ArchTest static final ArchRule SCAN = mayImport("scan", "token");

  @ArchTest
  static final ArchRule CLI =
      mayImport(
          "cli", "scan", "audit", "account", "settings", "activity", "persistence", "embedded");

  @ArchTest
  static final ArchRule WORDS_KNOW_NO_VERTX =
      noClasses()
          .that()
          .resideInAnyPackage(
              in("token"),
              in("account"),
              in("settings"),
              in("activity"),
              in("finding"),
              in("foreign"),
              in("scan"),
              in("webhook"),
              in("leak"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule SQL_HAS_ONE_OWNER =
      ownedBy(
          new String[] {"persistence", "embedded"},
          "io.vertx.sqlclient..",
          "io.vertx.pgclient..",
          "org.flywaydb..",
          "java.sql..");

  @ArchTest
  static final ArchRule REDIS_HAS_ITS_OWNERS =
      ownedBy(new String[] {"validation", "drain", "witness", "redis"}, "io.vertx.redis..");

  @ArchTest
  static final ArchRule HTTP_HAS_ONE_OWNER =
      ownedBy(
          new String[] {"http"},
          "io.vertx.ext.web..",
          "io.vertx.openapi..",
          "io.netty.handler.codec.http..");

  /** Who must prove what, on any connection, is a word of Vert.x' HTTP as well. */
  @ArchTest
  static final ArchRule HTTP_GOES_OUT_AT_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("http"), in("delivery"))
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("io.vertx.core.http..")
                  .and(DescribedPredicate.not(JavaClass.Predicates.type(ClientAuth.class))));

  @ArchTest
  static final ArchRule MEMBERSHIP_HAS_ONE_OWNER =
      ownedBy(
          new String[] {"cluster"}, "io.vertx.core.spi.cluster..", "io.vertx.core.eventbus.impl..");

  @ArchTest
  static final ArchRule METRICS_HAVE_ONE_OWNER =
      ownedBy(new String[] {"metrics"}, "io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule RECORDS_BECOME_BYTES_AT_FEW_PLACES =
      ownedBy(
          new String[] {"http", "bus", "audit", "cli", "foreign", "takeover"},
          "com.fasterxml.jackson..");

  /** The command line is a client like any other, and brings no event loop for that. */
  @ArchTest
  static final ArchRule COMMANDS_HAVE_THEIR_OWNERS =
      ownedBy(new String[] {"cli", "takeover"}, "picocli..", "java.net.http..");

  @ArchTest
  static final ArchRule TRACING_HAS_ONE_OWNER =
      ownedBy(new String[] {"tracing"}, "io.opentelemetry..", "io.vertx.tracing..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule VERTICLES_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat(isVerticleOfOurs())
          .as("no class but the wiring knows a verticle");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THEY_ARE =
      classes()
          .should()
          .haveNameNotMatching(".*(" + String.join("|", BANNED_ENDINGS) + ")")
          .andShould()
          .haveNameNotMatching(".*\\.Abstract[A-Z].*");

  @Test
  void aTrespasserIsCaught() throws ClassNotFoundException {
    JavaClasses trespasser =
        new ClassFileImporter().importClasses(Class.forName(ROOT + ".http.Trespasser"));
    assertThat(SQL_HAS_ONE_OWNER.evaluate(trespasser).getFailureReport().getDetails())
        .isNotEmpty()
        .allMatch(detail -> detail.contains("io.vertx.sqlclient.SqlClient"));
  }

  private static ArchRule mayImport(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[others.length] = in(name);
    for (int i = 0; i < others.length; i++) {
      allowed[i] = in(others[i]);
    }
    DescribedPredicate<JavaClass> ours = JavaClass.Predicates.resideInAPackage(ROOT + "..");
    DescribedPredicate<JavaClass> foreign =
        ours.and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed)));
    return noClasses()
        .that()
        .resideInAPackage(in(name))
        .should()
        .dependOnClassesThat(foreign)
        .as(name + " may import " + String.join(", ", others));
  }

  private static ArchRule ownedBy(String[] owners, String... medium) {
    String[] allowed = new String[owners.length];
    for (int i = 0; i < owners.length; i++) {
      allowed[i] = in(owners[i]);
    }
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(medium);
  }

  private static DescribedPredicate<JavaClass> isVerticleOfOurs() {
    return JavaClass.Predicates.resideInAPackage(ROOT + "..")
        .and(
            JavaClass.Predicates.assignableTo(VerticleBase.class)
                .or(JavaClass.Predicates.assignableTo(Verticle.class)));
  }

  private static String in(String name) {
    return ROOT + "." + name + "..";
  }
}
