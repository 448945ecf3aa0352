package dev.limner.models.cluster;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Golden;
import dev.limner.models.statistics.Standardiser;
import java.util.List;

/// Recency, frequency and money of the 4,338 customers of Online Retail (UCI, CC BY 4.0), log1p and
/// standardised.
final class Rfm {
    static final double[][] ROWS = rows("online_retail_rfm.csv", "R", "F", "M");
    static final double[][] WHOLESALE =
            rows("wholesale_customers.csv", "fresh", "milk", "grocery", "frozen", "detergents_paper", "delicassen");

    private Rfm() {}

    private static double[][] rows(String file, String... columns) {
        List<NamedCsvRecord> lines = Golden.csv(file);
        double[][] rows = new double[lines.size()][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i][j] = Math.log1p(Double.parseDouble(lines.get(i).getField(columns[j])));
            }
        }
        return Standardiser.fit(rows).apply(rows);
    }
}
