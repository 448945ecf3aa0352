/// Topics of Kafka: as sources that are read while the program runs, and as places where intents of triggers go.
///
/// Start with [KafkaInlet], [KafkaOutlet]. Nothing of the client's library is loaded where no definition names a topic.
@NullMarked
package dev.limner.connect.kafka;

import org.jspecify.annotations.NullMarked;
