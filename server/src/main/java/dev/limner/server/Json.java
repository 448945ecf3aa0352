package dev.limner.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limner.problem.Required;
import dev.limner.problem.UserProblem;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// How records become JSON: keys as the components are named, what is null left out, constants in lower case.
final class Json implements JsonMapper {
    private static final tools.jackson.databind.json.JsonMapper MAPPER =
            tools.jackson.databind.json.JsonMapper.builder()
                    .changeDefaultPropertyInclusion(inclusion -> inclusion
                            .withValueInclusion(JsonInclude.Include.NON_NULL)
                            .withContentInclusion(JsonInclude.Include.NON_NULL))
                    .addModule(new SimpleModule().addSerializer(new Constants()))
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    @Override
    public String toJsonString(Object value, Type type) {
        return text(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// Reads the body of a request.
    ///
    /// @throws UserProblem where it is not such a record, or something is missing
    static <T> T read(String body, Class<T> record) {
        try {
            T read = MAPPER.readValue(body, record);
            List<String> missing = read == null ? List.of("body") : Required.missing(read);
            if (read != null && missing.isEmpty()) {
                return read;
            }
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "missing: " + String.join(", ", missing));
        } catch (JacksonException e) {
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, String.valueOf(e.getOriginalMessage()));
        }
    }

    /// The name of an enum's constant in JSON.
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("rawtypes")
    private static final class Constants extends StdSerializer<Enum> {
        Constants() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum constant, JsonGenerator json, SerializationContext context) {
            json.writeString(name(constant));
        }
    }
}
