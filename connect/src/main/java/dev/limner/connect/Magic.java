package dev.limner.connect;

import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// What a file is by its first bytes.
final class Magic {
    private Magic() {}

    static boolean isZip(byte[] sample) {
        return startsWith(sample, "PK\u0003\u0004");
    }

    static boolean isParquet(byte[] sample) {
        return startsWith(sample, "PAR1");
    }

    /// Whether it is a compound file, as spreadsheets wrote them until 2006.
    static boolean isOldWorkbook(byte[] sample) {
        return sample.length >= 4
                && (sample[0] & 0xff) == 0xd0
                && (sample[1] & 0xff) == 0xcf
                && (sample[2] & 0xff) == 0x11
                && (sample[3] & 0xff) == 0xe0;
    }

    /// Whether a ZIP is a workbook of a spreadsheet.
    static boolean isWorkbook(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.getEntry("xl/workbook.xml") != null;
        } catch (ZipException e) {
            throw UserProblem.of(UserProblem.Code.FILE_DAMAGED, zip.toString(), "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the first line that is not blank is a JSON object.
    static boolean isJsonLines(byte[] sample) {
        String text = new String(sample, StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .stripLeading();
        return text.startsWith("{")
                && text.lines().findFirst().orElse("").strip().endsWith("}");
    }

    private static boolean startsWith(byte[] sample, String mark) {
        byte[] bytes = mark.getBytes(StandardCharsets.US_ASCII);
        if (sample.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (sample[i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
