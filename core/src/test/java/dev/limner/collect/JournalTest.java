package dev.limner.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.collect.Journal.Record;
import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal keeps what it has acknowledged, whatever else is left of a crash.
class JournalTest {
    @TempDir
    private Path folder = Path.of("");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> read(long from) {
        List<String> texts = new ArrayList<>();
        Journal.read(folder, from, record -> texts.add(new String(record.bytes(), StandardCharsets.UTF_8)));
        return texts;
    }

    private Path last() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    @Test
    void whatWasAppendedIsReadInOrderFromAnyPosition() {
        List<Long> ends = new ArrayList<>();
        try (Journal journal = Journal.open(folder, _ -> {})) {
            for (int i = 0; i < 5; i++) {
                ends.add(journal.append(bytes("record " + i)));
            }
        }
        assertThat(read(0)).containsExactly("record 0", "record 1", "record 2", "record 3", "record 4");
        assertThat(read(ends.get(2))).containsExactly("record 3", "record 4");
        assertThat(read(ends.get(4))).isEmpty();
    }

    @Test
    void manyWritersAtOnceAreToldWhereTheirsEndsAndListenersHearInOrder() throws Exception {
        List<Record> heard = new CopyOnWriteArrayList<>();
        try (Journal journal = Journal.open(folder, heard::add);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> ends = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] record = bytes("record " + i);
                ends.add(threads.submit(() -> journal.append(record)));
            }
            for (int i = 0; i < 200; i++) {
                long end = ends.get(i).get();
                byte[] record = bytes("record " + i);
                assertThat(heard.stream()
                                .filter(one -> one.end() == end)
                                .findFirst()
                                .orElseThrow()
                                .bytes())
                        .isEqualTo(record);
            }
        }
        assertThat(heard.stream().map(Record::end)).isSorted();
        assertThat(read(0))
                .isEqualTo(heard.stream()
                        .map(record -> new String(record.bytes(), StandardCharsets.UTF_8))
                        .toList());
    }

    @Test
    void aTornEndIsSetAsideAndWritingGoesOn() throws IOException {
        Random random = new Random(3);
        List<String> kept = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            try (Journal journal = Journal.open(folder, _ -> {})) {
                kept.add("round " + round);
                journal.append(bytes("round " + round));
            }
            byte[] rubbish = new byte[random.nextInt(1, 60)];
            if (round % 3 > 0) { // else zeros, as file systems leave behind
                random.nextBytes(rubbish);
            }
            try (FileChannel file = FileChannel.open(last(), StandardOpenOption.APPEND)) {
                file.write(ByteBuffer.wrap(rubbish));
            }
        }
        try (Journal journal = Journal.open(folder, _ -> {})) {
            assertThat(read(0)).isEqualTo(kept);
            journal.append(bytes("after"));
        }
        kept.add("after");
        assertThat(read(0)).isEqualTo(kept);
        assertThat(last().resolveSibling(last().getFileName() + ".torn")).exists();
    }

    @Test
    void aRecordThatIsCutAnywhereLeavesThoseBeforeIt() throws IOException {
        long first;
        long second;
        try (Journal journal = Journal.open(folder, _ -> {})) {
            first = journal.append(bytes("the first"));
            second = journal.append(bytes("the second"));
        }
        byte[] whole = Files.readAllBytes(last());
        for (long cut = first; cut < second; cut++) {
            Files.write(last(), java.util.Arrays.copyOf(whole, (int) cut));
            try (Journal journal = Journal.open(folder, _ -> {})) {
                assertThat(read(0)).as("cut at " + cut).containsExactly("the first");
                assertThat(journal.append(bytes("x"))).isEqualTo(first + JournalFile.HEADER + 1);
            }
        }
    }

    @Test
    void filesRollAndAreForgottenOnceTheyAreWorkedOff() throws IOException {
        byte[] large = new byte[9 << 20];
        java.util.Arrays.fill(large, (byte) 7);
        long middle = 0;
        long end = 0;
        try (Journal journal = Journal.open(folder, _ -> {})) {
            for (int i = 0; i < 20; i++) {
                end = journal.append(large);
                middle = i == 9 ? end : middle;
            }
            journal.forget(middle);
        }
        assertThat(read(middle)).hasSize(10);
        assertThat(end).isEqualTo(20L * (large.length + JournalFile.HEADER));
        assertThatThrownBy(() -> read(0)).isInstanceOf(UserProblem.class).hasMessageContaining("JOURNAL_DAMAGED");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void damageBeforeTheLastFileIsTold() throws IOException {
        byte[] large = new byte[40 << 20];
        java.util.Arrays.fill(large, (byte) 7);
        Path first;
        try (Journal journal = Journal.open(folder, _ -> {})) {
            journal.append(large);
            first = last();
            journal.append(large);
            journal.append(large);
        }
        try (FileChannel file = FileChannel.open(first, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), 1000);
        }
        assertThatThrownBy(() -> read(0)).isInstanceOf(UserProblem.class).hasMessageContaining("JOURNAL_DAMAGED");
    }
}
