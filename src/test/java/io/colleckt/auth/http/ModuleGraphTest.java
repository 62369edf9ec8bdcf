package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a browser must have before it can run a module. */
class ModuleGraphTest {
  private static final Map<String, String> BARE = Map.of("preact", "lib/preact.js");

  @Test
  void allThatIsImportedAtAnyDepthIsNeededOnceTheNearestFirst() {
    ModuleGraph graph =
        ModuleGraph.of(
            Map.of(
                "app.js", "import { a } from './ui/a.js';\nimport './b.js';\n",
                "ui/a.js", "import{h}from\"preact\";import {\n  b,\n} from '../b.js';",
                "b.js", "export { h } from 'preact';\nimport './app.js';",
                "lib/preact.js", "const from = 'x'; export { from };",
                "other.js", ""),
            BARE);
    assertThat(graph.neededBy(List.of("app.js")))
        .containsExactly("app.js", "ui/a.js", "b.js", "lib/preact.js");
  }

  @Test
  void whatIsImportedLaterIsNotNeeded() {
    ModuleGraph graph =
        ModuleGraph.of(Map.of("a.js", "const later = () => import('./gone.js');"), BARE);
    assertThat(graph.neededBy(List.of("a.js"))).containsExactly("a.js");
  }

  @Test
  void importOfWhatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ModuleGraph.of(Map.of("ui/a.js", "import '../gone.js';"), BARE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ui/a.js imports gone.js, which is not there.");
    assertThatThrownBy(() -> ModuleGraph.of(Map.of("a.js", "import x from 'react';"), BARE))
        .hasMessage("a.js imports react, which is not there.");
  }
}
