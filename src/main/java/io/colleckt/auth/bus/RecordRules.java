package io.colleckt.auth.bus;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells Jackson what to make of records: each component must be there unless it is an {@link
 * Optional}; and which of the records behind a sealed interface one is, is told by its simple name.
 * The interface itself lists them, so a message can name no others.
 */
final class RecordRules extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  private static final JsonTypeInfo.Value BY_NAME =
      JsonTypeInfo.Value.construct(
          JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, true);

  @Override
  public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
    return annotated.getRawType().isSealed()
        ? BY_NAME
        : super.findPolymorphicTypeInfo(config, annotated);
  }

  @Override
  public List<NamedType> findSubtypes(Annotated annotated) {
    return annotated.getRawType().isSealed()
        ? names(annotated.getRawType())
        : super.findSubtypes(annotated);
  }

  @Override
  public Boolean hasRequiredMarker(AnnotatedMember member) {
    return member.getDeclaringClass().isRecord()
        ? Boolean.valueOf(member.getRawType() != Optional.class)
        : super.hasRequiredMarker(member);
  }

  private static List<NamedType> names(Class<?> sealed) {
    List<NamedType> names = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        names.addAll(names(permitted));
      } else {
        names.add(new NamedType(permitted, permitted.getSimpleName()));
      }
    }
    return names;
  }
}
