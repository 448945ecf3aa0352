package dev.limner.server;

import dev.limner.event.Property;
import dev.limner.language.Checked;
import dev.limner.language.Editor;
import dev.limner.language.Expr;
import dev.limner.language.ExprJson;
import dev.limner.language.Form;
import dev.limner.language.Mistake;
import dev.limner.language.Printer;
import dev.limner.language.Reading;
import dev.limner.language.Type;
import dev.limner.language.Vocabulary;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Tag;
import dev.limner.problem.Words;
import dev.limner.workspace.Count;
import dev.limner.workspace.CustomerList;
import dev.limner.workspace.Definitions;
import dev.limner.workspace.Desk;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tools.jackson.databind.JsonNode;

/// The language for editors and builders: reading, checking, going on, counting.
final class LanguageResource {
    private static final String HOME = Routes.WORKSPACE + "/language";
    private static final int LONGEST_LIST = 1000;
    private static final int USUAL_LIST = 20;

    private LanguageResource() {}

    /// A piece of the text, in UTF-16 units.
    record MistakeView(int start, int end, boolean warning, ProblemView problem) {}

    /// What a text or tree says.
    ///
    /// @param text as it was sent; of a tree, as it is written
    /// @param usual the text in its usual form, where it could be read
    record CheckView(
            String text,
            @Nullable String usual,
            @Nullable JsonNode tree,
            Type type,
            @Nullable Words aloud,
            List<MistakeView> mistakes,
            boolean right) {}

    record CompleteQuestion(String text, int offset) {}

    record CompletionView(int from, int to, List<CompletionItem> items) {}

    record CompletionItem(String insert, String label, Editor.Kind kind, Words detail) {}

    record HoverView(
            @Nullable Integer start,
            @Nullable Integer end,
            @Nullable Words title,
            @Nullable Words doc) {}

    /// @param sample whether an estimate will do, which a large workspace gives sooner
    record CountQuestion(
            @Nullable String text,
            @Nullable JsonNode tree,
            @Nullable Boolean sample) {}

    record ConditionCount(
            long customers,
            long of,
            double share,
            boolean sampled,
            double sampleShare,
            long low,
            long high,
            double seconds) {}

    record MembersQuestion(
            @Nullable String text,
            @Nullable JsonNode tree,
            @Nullable Integer limit) {}

    record MembersView(List<CustomerResource.CustomerRow> customers, long total) {}

    record VocabularyView(
            List<EventWord> events,
            List<TagWord> tags,
            List<PropertyWord> traits,
            List<SegmentWord> segments,
            List<FunctionWord> functions) {}

    record EventWord(String name, Words title, List<PropertyWord> properties) {}

    record PropertyWord(String name, Words title, Type type) {}

    record TagWord(String name, Words title, Type type, List<ChoiceWord> choices, String group) {}

    record ChoiceWord(String id, Words title) {}

    record SegmentWord(String id, Words title) {}

    record FunctionWord(String name, String insert, Words title, Words doc) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        HOME + "/vocabulary",
                        "What the names in an expression may refer to, and what one can write.",
                        List.of(),
                        VocabularyView.class,
                        request -> vocabulary(Asked.of(request, desks))),
                Route.post(
                        HOME + "/check",
                        "Reads and checks a text or a tree; always answers, with every mistake and its place.",
                        List.of(Asked.AS_OF),
                        Expression.class,
                        CheckView.class,
                        request -> check(Asked.of(request, desks))),
                Route.post(
                        HOME + "/complete",
                        "How a half-written text may go on at an offset.",
                        List.of(),
                        CompleteQuestion.class,
                        CompletionView.class,
                        request -> complete(Asked.of(request, desks))),
                Route.post(
                        HOME + "/hover",
                        "What stands in a text at an offset; empty where that is nothing to speak of.",
                        List.of(),
                        CompleteQuestion.class,
                        HoverView.class,
                        request -> hover(Asked.of(request, desks))),
                Route.post(
                        HOME + "/count",
                        "How many customers fulfil a condition, exactly or estimated from a sample.",
                        List.of(Asked.AS_OF, Asked.POPULATION),
                        CountQuestion.class,
                        ConditionCount.class,
                        request -> count(Asked.of(request, desks))),
                Route.post(
                        HOME + "/members",
                        "The first of those who fulfil a condition, by spend.",
                        List.of(Asked.AS_OF, Asked.POPULATION),
                        MembersQuestion.class,
                        MembersView.class,
                        request -> members(Asked.of(request, desks))));
    }

    private static CheckView check(Asked asked) {
        Expression expression = asked.body(Expression.class);
        Definitions definitions = asked.desk().workspace().definitions();
        Expression.Read read = expression.read(definitions.lexicon());
        Checked checked = read.checked();
        Expr whole = checked != null && checked.source().mistakes().isEmpty() ? checked.expr() : null;
        return new CheckView(
                read.text(),
                whole == null ? null : Printer.print(whole),
                whole == null ? null : ExprJson.tree(whole),
                checked == null ? Type.UNKNOWN : checked.type(),
                whole == null ? null : Reading.aloud(whole, definitions.glossary()),
                read.mistakes().stream()
                        .map(mistake -> new MistakeView(
                                mistake.span().start(),
                                mistake.span().end(),
                                mistake.warning(),
                                ProblemView.of(mistake.problem())))
                        .toList(),
                read.mistakes().stream().allMatch(Mistake::warning));
    }

    private static Editor editor(Asked asked) {
        Definitions definitions = asked.desk().workspace().definitions();
        return new Editor(definitions.lexicon(), definitions.glossary());
    }

    private static CompletionView complete(Asked asked) {
        CompleteQuestion question = asked.body(CompleteQuestion.class);
        Editor.Completion completion = editor(asked).complete(Expression.bounded(question.text()), question.offset());
        return new CompletionView(
                completion.from(),
                completion.to(),
                completion.items().stream()
                        .map(item -> new CompletionItem(item.insert(), item.label(), item.kind(), item.detail()))
                        .toList());
    }

    private static HoverView hover(Asked asked) {
        CompleteQuestion question = asked.body(CompleteQuestion.class);
        Editor.Hint hint = editor(asked).hover(Expression.bounded(question.text()), question.offset());
        return hint == null
                ? new HoverView(null, null, null, null)
                : new HoverView(hint.start(), hint.end(), hint.title(), hint.doc());
    }

    private static ConditionCount count(Asked asked) {
        CountQuestion question = asked.body(CountQuestion.class);
        Lexicon lexicon = asked.desk().workspace().definitions().lexicon();
        Checked condition = Expression.condition(question.text(), question.tree(), lexicon);
        long start = System.nanoTime();
        boolean sample = question.sample() != null && question.sample();
        Count count = Count.of(condition, lexicon, asked.desk(), asked.moment(), asked.population(), sample);
        return new ConditionCount(
                count.customers(),
                count.of(),
                count.share(),
                count.isSampled(),
                count.sampleShare(),
                count.low(),
                count.high(),
                (System.nanoTime() - start) / 1e9);
    }

    private static MembersView members(Asked asked) {
        MembersQuestion question = asked.body(MembersQuestion.class);
        Desk desk = asked.desk();
        Lexicon lexicon = desk.workspace().definitions().lexicon();
        Checked condition = Expression.condition(question.text(), question.tree(), lexicon);
        int limit = Math.clamp(question.limit() == null ? USUAL_LIST : question.limit(), 1, LONGEST_LIST);
        RoaringBitmap members = Count.fulfilling(condition, lexicon, desk, asked.moment(), asked.population());
        String sort = desk.people(asked.moment()).has("spend") ? "-spend" : "id";
        int[] first = Arrays.stream(
                        new CustomerList("", List.of(), sort).numbers(desk, asked.moment(), asked.population()))
                .filter(members::contains)
                .limit(limit)
                .toArray();
        return new MembersView(CustomerResource.rows(asked, first), members.getLongCardinality());
    }

    private static VocabularyView vocabulary(Asked asked) {
        Definitions definitions = asked.desk().workspace().definitions();
        Lexicon lexicon = definitions.lexicon();
        return new VocabularyView(
                definitions.plan().types().stream()
                        .map(type -> new EventWord(type.name(), type.title(), words(type.properties())))
                        .toList(),
                definitions.portraits().offered().stream()
                        .filter(tag -> lexicon.tag(tag.name()) != null)
                        .map(tag -> word(tag, lexicon))
                        .toList(),
                definitions.plan().has("traits")
                        ? words(definitions.plan().type("traits").properties())
                        : List.of(),
                lexicon.segments().stream()
                        .map(id -> new SegmentWord(id, definitions.glossary().segmentTitle(id)))
                        .toList(),
                Form.all().stream()
                        .map(form -> new FunctionWord(form.name(), form.insert(), form.title(), form.explanation()))
                        .toList());
    }

    private static List<PropertyWord> words(List<Property> properties) {
        return properties.stream()
                .map(property -> new PropertyWord(property.name(), property.title(), Type.of(property.type())))
                .toList();
    }

    private static TagWord word(Tag tag, Lexicon lexicon) {
        Vocabulary.TagType type = lexicon.tag(tag.name());
        return new TagWord(
                tag.name(),
                tag.title(),
                type == null ? Type.UNKNOWN : type.type(),
                tag.values().stream()
                        .map(value -> new ChoiceWord(value.id(), value.title()))
                        .toList(),
                tag.group());
    }
}
