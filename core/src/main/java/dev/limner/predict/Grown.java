package dev.limner.predict;

import dev.limner.models.tree.Forest;
import dev.limner.models.tree.Tree;
import dev.limner.models.tree.TreeShap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The mean of many trees over encoded features.
final class Grown implements Learned {
    private final Form.Forest form;
    private transient @Nullable Forest forest;
    private transient @Nullable TreeShap shap;

    Grown(Form.Forest form) {
        this.form = form;
    }

    private synchronized Forest forest() {
        Forest known = forest;
        if (known == null) {
            known = new Forest(form.trees().stream().map(Form.Nodes::tree).toList());
            forest = known;
        }
        return known;
    }

    private synchronized TreeShap shap() {
        TreeShap known = shap;
        if (known == null) {
            List<Tree> trees = forest().trees();
            known = TreeShap.of(trees, 0);
            shap = known;
        }
        return known;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public double score(double[] numbers, @Nullable String[] texts) {
        return forest().predict(form.encoding().row(numbers, texts));
    }

    /// In the unit of the score.
    @Override
    public double[] shares(double[] numbers, @Nullable String[] texts) {
        double[] shares = shap().shares(form.encoding().row(numbers, texts));
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= form.trees().size();
        }
        return shares;
    }
}
