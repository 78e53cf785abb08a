package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** Text made of ASCII bytes, in an array that is used again. Exact, and without an object a number. */
final class AsciiBytes {
    private static final int MICROS = 1_000_000;
    private static final int MILLI = 1_000;
    private static final int PRICE_SCALE = 10_000;
    /** What a number, a time or an id needs at most. */
    private static final int LONGEST = 48;

    private byte[] bytes = new byte[512];
    private int length;

    private UUID lastId = new UUID(0, 0);
    private byte[] lastIdText = ascii(lastId.toString());
    private long lastSecond;
    private byte[] lastSecondText = secondText(0);

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    AsciiBytes clear() {
        length = 0;
        return this;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    AsciiBytes text(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    AsciiBytes text(String ascii) {
        int count = ascii.length();
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    AsciiBytes number(long value) {
        room(LONGEST);
        sign(value);
        digits(negative(value));
        return this;
    }

    /** Ten-thousandths as a decimal number without trailing zeros: 1_874_200 is 187.42. */
    AsciiBytes price(long valueE4) {
        room(LONGEST);
        sign(valueE4);
        long negative = negative(valueE4);
        digits(negative / PRICE_SCALE);
        int rest = (int) -(negative % PRICE_SCALE);
        if (rest != 0) {
            fraction(rest, PRICE_SCALE, 1);
        }
        return this;
    }

    /** As {@link Instant#toString}: no fraction, three digits or six. */
    AsciiBytes time(long micros) {
        long second = Math.floorDiv(micros, MICROS);
        if (second != lastSecond) {
            lastSecond = second;
            lastSecondText = secondText(second);
        }
        text(lastSecondText);
        room(LONGEST);
        int rest = (int) Math.floorMod(micros, (long) MICROS);
        if (rest != 0) {
            fraction(rest, MICROS, rest % MILLI == 0 ? 3 : 6);
        }
        bytes[length++] = 'Z';
        return this;
    }

    AsciiBytes id(UUID id) {
        if (!id.equals(lastId)) {
            lastId = id;
            lastIdText = ascii(id.toString());
        }
        return text(lastIdText);
    }

    private static byte[] secondText(long second) {
        byte[] withZ = ascii(Instant.ofEpochSecond(second).toString());
        return Arrays.copyOf(withZ, withZ.length - 1);
    }

    private void sign(long value) {
        if (value < 0) {
            bytes[length++] = '-';
        }
    }

    /** Negative numbers have room for the smallest long, positive ones do not. */
    private static long negative(long value) {
        return value > 0 ? -value : value;
    }

    private void digits(long negative) {
        int count = 1;
        for (long rest = negative / 10; rest != 0; rest /= 10) {
            count++;
        }
        long rest = negative;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
        length += count;
    }

    /** A point and the digits of {@code value / scale}, until nothing is left but {@code atLeast} so many. */
    private void fraction(int value, int scale, int atLeast) {
        bytes[length++] = '.';
        int rest = value;
        int unit = scale / 10;
        for (int written = 0; rest > 0 || written < atLeast; written++) {
            bytes[length++] = (byte) ('0' + rest / unit);
            rest %= unit;
            unit /= 10;
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
