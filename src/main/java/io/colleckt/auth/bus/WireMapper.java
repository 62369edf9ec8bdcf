package io.colleckt.auth.bus;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.SmileGenerator;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.Type;

/**
 * How records become Smile and back: by the names of their components and nothing else.
 *
 * <p>Versions of the service run side by side while a cluster is restarted node by node, so a
 * record that crosses changes by these rules:
 *
 * <ul>
 *   <li>A new component is an {@link java.util.Optional}: it is empty in what an older node sends,
 *       and an older node passes it over. Whatever else is missing makes a message unreadable,
 *       since a default could be a wrong verdict.
 *   <li>A component goes in two releases: in the first it is {@code Optional} and still sent.
 *   <li>A new constant of an enum, or record behind a sealed interface, is unreadable to older
 *       nodes: in the first release it is read, from the second on it may be sent.
 *   <li>Names and types of components, constants, such records and addresses stay. Whatever cannot
 *       be changed like this gets another address.
 * </ul>
 */
final class WireMapper {
  private static final SmileMapper MAPPER = build();

  private WireMapper() {}

  static JavaType type(Type type) {
    return MAPPER.constructType(type);
  }

  static ObjectReader reader(JavaType type) {
    return MAPPER.readerFor(type);
  }

  static ObjectWriter writer(JavaType type, boolean secretsMayCross) {
    return MAPPER.writerFor(type).withAttribute(WireValues.SECRETS_MAY_CROSS, secretsMayCross);
  }

  /** Prepares both directions of a type. */
  static void warmUp(JavaType type) {
    reader(type);
    writer(type, false);
  }

  private static SmileMapper build() {
    SmileFactory format =
        SmileFactory.builder()
            .streamReadConstraints(Wire.constraints())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(SmileGenerator.Feature.CHECK_SHARED_STRING_VALUES)
            .enable(SmileGenerator.Feature.LENIENT_UTF_ENCODING)
            .build();
    return SmileMapper.builder(format)
        .addModules(new Jdk8Module(), new JavaTimeModule(), WireValues.module())
        .annotationIntrospector(new RecordRules())
        .visibility(PropertyAccessor.GETTER, Visibility.NONE)
        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
        .visibility(PropertyAccessor.SETTER, Visibility.NONE)
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .build();
  }
}
