package io.colleckt.auth.account;

import java.util.List;

/** The members of one workspace, those who came first at the front. */
public record Members(List<Member> all) {
  public Members {
    all = List.copyOf(all);
  }
}
