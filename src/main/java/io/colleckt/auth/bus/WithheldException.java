package io.colleckt.auth.bus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A secret is held back, since it could be read on its way. */
final class WithheldException extends JsonMappingException {
  private static final long serialVersionUID = 1L;

  WithheldException(JsonGenerator generator) {
    super(generator, "A secret does not cross.");
  }
}
