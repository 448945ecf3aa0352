package dev.limner.language.plan;

import dev.limner.history.History;

/// Answers to a question about texts, remembered by the texts' codes within one run.
final class CodeMemo {
    private static final int MOST = 1 << 20;

    private long[] codes = new long[64];
    private byte[] answers = new byte[64];
    private int size;
    /// The codes of all texts that are asked for, once all were met; any other code needs no search.
    private long[] hits = {};
    private int found;
    private boolean complete;
    private boolean ofHit;

    /// The answer for the text of a code of a history.
    boolean holds(TextTest test, long code, History history) {
        int known = answer(code);
        if (known >= 0) {
            return known == 1;
        }
        boolean answer = test.holds(history.text(code));
        if (test instanceof TextTest.Among(var texts, var negated) && answer != negated) {
            keepHit(code, answer, texts.size());
        } else {
            keep(code, answer);
        }
        return answer;
    }

    /// 1 yes, 0 no, -1 not asked yet.
    int answer(long code) {
        if (complete) {
            for (long hit : hits) {
                if (hit == code) {
                    return ofHit ? 1 : 0;
                }
            }
            return ofHit ? 0 : 1;
        }
        int mask = codes.length - 1;
        int place = place(code, mask);
        while (answers[place] != 0) {
            if (codes[place] == code) {
                return answers[place] - 1;
            }
            place = (place + 1) & mask;
        }
        return -1;
    }

    /// Keeps the code of one of the `wanted` texts that alone have this answer.
    void keepHit(long code, boolean answer, int wanted) {
        keep(code, answer);
        if (hits.length != wanted) {
            hits = new long[wanted];
        }
        hits[found++] = code;
        ofHit = answer;
        complete = found == wanted;
    }

    void keep(long code, boolean answer) {
        if (size * 2 >= codes.length) {
            grow();
        }
        put(code, (byte) (answer ? 2 : 1));
        size++;
    }

    private void put(long code, byte answer) {
        int mask = codes.length - 1;
        int place = place(code, mask);
        while (answers[place] != 0) {
            place = (place + 1) & mask;
        }
        codes[place] = code;
        answers[place] = answer;
    }

    /// Twice the room, or an empty memo where it had grown beyond what is worth remembering.
    private void grow() {
        long[] oldCodes = codes;
        byte[] oldAnswers = answers;
        boolean forget = codes.length >= MOST;
        found = forget ? 0 : found;
        int room = forget ? 64 : codes.length * 2;
        codes = new long[room];
        answers = new byte[room];
        size = forget ? 0 : size;
        for (int i = 0; i < oldCodes.length && !forget; i++) {
            if (oldAnswers[i] != 0) {
                put(oldCodes[i], oldAnswers[i]);
            }
        }
    }

    private static int place(long code, int mask) {
        return (int) ((code * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    }
}
