package dev.limner.server.collect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Forms as clients write them into bodies and addresses, and the base64 in them.
final class Form {
    private Form() {}

    /// Whether a body is a form and not JSON, whatever its headers say.
    static boolean isForm(byte[] body) {
        for (byte one : body) {
            if (!Character.isWhitespace(one)) {
                return Character.isLetter(one) || one == '_';
            }
        }
        return false;
    }

    /// The first value of each name.
    ///
    /// @param body of which it is told where the form is broken
    static Map<String, String> parse(String form, byte[] body) throws Refused {
        Map<String, String> values = new HashMap<>();
        try {
            for (String part : form.split("&", 100)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(
                            URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8)
                                    .strip(),
                            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Refused("bad_form", body);
        }
        return values;
    }

    /// The JSON in a value: base64 of it or of gzip, or itself.
    static byte[] decoded(String value, int longest) throws Refused {
        // A plus that was not escaped has become a space.
        String text = value.strip().replace(' ', '+');
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (text.startsWith("{") || text.startsWith("[")) {
            return bytes;
        }
        try {
            String plain =
                    text.replace("\r", "").replace("\n", "").replace('-', '+').replace('_', '/');
            return Body.unpacked(Base64.getDecoder().decode(plain), longest);
        } catch (IllegalArgumentException e) {
            throw new Refused("bad_base64", bytes);
        }
    }
}
