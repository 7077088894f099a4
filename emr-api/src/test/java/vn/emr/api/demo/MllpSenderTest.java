package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MllpSenderTest {
    @Test
    void messages_are_framed_and_answers_come_back_in_order_over_one_connection() throws Exception {
        try (SmallDoor door = new SmallDoor(m -> "MSA|AA|" + m.split("\\|")[9] + "\r");
                MllpSender sender = new MllpSender("127.0.0.1", door.port())) {
            assertEquals("MSA|AA|1\r", sender.send("MSH|^~\\&|||||||ADT^A01|1|P\rPID|1||Đặng\r"));
            assertEquals("MSA|AA|2\r", sender.send("MSH|^~\\&|||||||ADT^A01|2|P\r"));
            assertEquals(
                    List.of("MSH|^~\\&|||||||ADT^A01|1|P\rPID|1||Đặng\r", "MSH|^~\\&|||||||ADT^A01|2|P\r"),
                    door.received());
            assertEquals(1, door.connections());
        }
    }

    @Test
    void a_connection_closed_without_an_answer_is_an_error_and_the_next_message_connects_anew() throws Exception {
        try (SmallDoor door = new SmallDoor(m -> m.contains("|bad|") ? null : "MSA|AA|x\r");
                MllpSender sender = new MllpSender("127.0.0.1", door.port())) {
            assertThrows(IOException.class, () -> sender.send("MSH|bad|\r"));
            assertEquals("MSA|AA|x\r", sender.send("MSH|good|\r"));
            assertEquals(2, door.connections());
        }
    }

    @Test
    void answers_are_told_apart() {
        assertEquals(Answer.APPLIED, Answer.ofAcknowledgement("MSH|^~\\&\rMSA|AA|1\r"));
        assertEquals(Answer.WAITING, Answer.ofAcknowledgement("MSH|^~\\&\rMSA|AA|1\rERR||PID^1^3|204^x^HL70357|I\r"));
        assertEquals(Answer.WAITING, Answer.ofAcknowledgement("MSH|^~\\&\rMSA|AA|1|Chưa có\rERR|PID^1^3^204\r"));
        assertEquals(Answer.APPLIED, Answer.ofAcknowledgement("MSH|^~\\&\rMSA|AA|1\rERR|||0^x^HL70357|W\r"));
        assertEquals(Answer.TEMPORARY, Answer.ofAcknowledgement("MSA|AE|1\r"));
        assertEquals(Answer.REFUSED, Answer.ofAcknowledgement("MSA|AR|1\rERR|||207|E\r"));
        assertEquals(Answer.NONE, Answer.ofAcknowledgement("HTTP/1.1 400 Bad Request"));
    }
}
