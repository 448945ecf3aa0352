package dev.limner.engine;

import dev.limner.history.History;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// Several studies in one pass over the histories.
public final class Together implements Study<Together.Answers> {

    private final List<Study<?>> studies;

    public Together(Study<?>... studies) {
        this.studies = List.of(studies);
    }

    /// The answers in the order of the studies.
    public record Answers(ArrayList<Object> all) implements Serializable {}

    /// The answer of one of these studies.
    @SuppressWarnings("unchecked") // the answer at a study's place was started by that study
    public <A> A answer(Study<A> study, Answers answers) {
        return (A) answers.all().get(studies.indexOf(study));
    }

    @Override
    public Needs needs() {
        return Needs.union(studies.stream().map(Study::needs).toList());
    }

    @Override
    public Answers start() {
        ArrayList<Object> all = new ArrayList<>();
        studies.forEach(study -> all.add(study.start()));
        return new Answers(all);
    }

    @Override
    public void add(Answers answers, History history) {
        for (int i = 0; i < studies.size(); i++) {
            add(studies.get(i), answers.all().get(i), history);
        }
    }

    @Override
    public Answers merge(Answers left, Answers right) {
        ArrayList<Object> all = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            all.add(merge(studies.get(i), left.all().get(i), right.all().get(i)));
        }
        return new Answers(all);
    }

    @SuppressWarnings("unchecked")
    private static <A> void add(Study<A> study, Object answer, History history) {
        study.add((A) answer, history);
    }

    @SuppressWarnings("unchecked")
    private static <A> Object merge(Study<A> study, Object left, Object right) {
        return study.merge((A) left, (A) right);
    }
}
