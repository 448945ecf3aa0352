package dev.limner.source.clean;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/// Phone numbers in E.164. What no numbering plan has is impossible; an extension is left to the raw value.
record Phones(String region) implements Cleaner {
    @Override
    public @Nullable String cleaned(String text) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = plans.parse(HalfWidth.of(text), region);
            return plans.isValidNumber(number) ? plans.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException _) {
            return null;
        }
    }

    static void check(String rule, @Nullable String region) {
        if (region == null
                || !PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
            throw Cleaning.wrong(rule, "phone needs a region, such as CN");
        }
    }
}
