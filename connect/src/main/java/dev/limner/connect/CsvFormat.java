package dev.limner.connect;

import dev.limner.source.Finding;
import dev.limner.source.Mapping;
import java.util.ArrayList;
import java.util.List;

/// Lines of fields (RFC 4180) with any delimiter and encoding, both found out where the mapping does not say.
final class CsvFormat {
    private CsvFormat() {}

    static CsvRows open(Stored stored, Mapping.Format format) {
        byte[] sample = stored.sample();
        List<Finding> findings = new ArrayList<>();
        Encodings.Found encoding;
        if (format.encoding() == null) {
            encoding = Encodings.detect(sample);
            findings.add(encoding.finding());
        } else {
            encoding = Encodings.named(format.encoding(), sample);
        }
        char delimiter;
        if (format.delimiter() == null) {
            Finding finding = Delimiters.detect(sample, encoding);
            findings.add(finding);
            delimiter = finding.value().charAt(0);
        } else {
            delimiter = format.delimiter();
        }
        Lines lines = new Lines(stored.name(), stored.content(encoding.mark()), encoding.charset());
        return new CsvRows(lines, stored, delimiter, format.columns(), findings);
    }
}
