package dev.limner.source.clean;

import dev.limner.source.clean.Cleaning.Level;
import dev.limner.source.clean.Regions.Region;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses as codes of regions: `广东省深圳市南山区...` is 440300, `..., Springfield, IL 62701` is US-IL.
record Addresses(Regions regions, Level level) implements Cleaner {
    private static final Pattern CODE_THEN_POST = Pattern.compile(
            "\\b([A-Za-z]{2,3})\\.?,?\\s+" + "(?:\\d{5}(?:-\\d{4})?|[A-Za-z]\\d[A-Za-z] ?\\d[A-Za-z]\\d|\\d{4})$");
    private static final Pattern POST =
            Pattern.compile("\\s+(?:\\d{4,5}(?:-\\d{4})?|[A-Za-z]\\d[A-Za-z] ?\\d[A-Za-z]\\d)$");
    private static final Pattern COUNTRY_LAST = Pattern.compile(
            "[,\\s]+(?:USA|U\\.S\\.A\\.|US|United States(?: of America)?|Canada|Australia)\\.?$",
            Pattern.CASE_INSENSITIVE);

    @Override
    public @Nullable String cleaned(String text) {
        String plain = HalfWidth.of(text).strip();
        return regions.isChina() ? chinese(plain) : western(plain);
    }

    private @Nullable String chinese(String text) {
        String address = text.replaceAll("\\s+", "");
        if (address.startsWith("中国")) {
            address = address.substring(2);
        }
        Region province = at(address, 2, "", true);
        if (province == null || isCityOfThatName(address, province)) {
            Region city = at(address, 4, "", false);
            return city == null ? null : code(city);
        }
        String rest = address.substring(length(address, province));
        Region city = at(rest, 4, province.code(), true);
        return code(city == null ? province : city);
    }

    /// `吉林市` without its province before it is the city, not the province of that name.
    private boolean isCityOfThatName(String address, Region province) {
        Region city = at(address, 4, "", false);
        return city != null && city.name().length() > length(address, province);
    }

    private String code(Region region) {
        boolean deep = level == Level.CITY && region.code().length() == 4;
        return deep ? region.code() + "00" : region.code().substring(0, 2) + "0000";
    }

    /// The region whose name the address begins with, among codes of a length and prefix; the longest name
    /// counts.
    private @Nullable Region at(String address, int digits, String prefix, boolean brief) {
        Region found = null;
        for (Region region : regions.all()) {
            boolean begins = address.startsWith(region.name())
                    || (brief && address.startsWith(region.brief()))
                    || address.equals(region.brief());
            if (region.code().length() == digits
                    && region.code().startsWith(prefix)
                    && begins
                    && (found == null || length(address, region) > length(address, found))) {
                found = region;
            }
        }
        return found;
    }

    private static int length(String address, Region region) {
        return address.startsWith(region.name())
                ? region.name().length()
                : region.brief().length();
    }

    private @Nullable String western(String text) {
        String address = COUNTRY_LAST.matcher(text).replaceFirst("");
        Matcher coded = CODE_THEN_POST.matcher(address);
        if (coded.find()) {
            String code = regions.country() + "-" + coded.group(1).toUpperCase(Locale.ROOT);
            if (regions.all().stream().anyMatch(region -> region.code().equals(code))) {
                return code;
            }
        }
        String bare = POST.matcher(address).replaceFirst("");
        List<String> parts =
                Arrays.stream(bare.split(",")).map(String::strip).toList().reversed();
        for (String part : parts) {
            for (Region region : regions.all()) {
                if (region.name().equalsIgnoreCase(part)
                        || region.code().equalsIgnoreCase(regions.country() + "-" + part)) {
                    return region.code();
                }
            }
        }
        return null;
    }
}
