package io.colleckt.auth.check;

import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.AuthorizationContext;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;

/**
 * What the ability {@code *} permits: everything but what begins with {@code tokens:}, as {@link
 * io.colleckt.auth.token.Grant#holds} has it.
 */
enum EveryAbility implements Authorization {
  INSTANCE;

  private static final String APART = "tokens:";

  /** Nobody asks for everything by this: it is what a user has. */
  @Override
  public boolean match(AuthorizationContext context) {
    return false;
  }

  @Override
  public boolean verify(Authorization asked) {
    return asked == this
        || (asked instanceof PermissionBasedAuthorization permission
            && permission.getResource() == null
            && !permission.getPermission().startsWith(APART));
  }
}
