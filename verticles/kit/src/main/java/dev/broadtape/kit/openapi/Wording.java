package dev.broadtape.kit.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a schema asks for, in words that go on from the name of a field: "must be a whole number from 1 to 200". */
record Wording(JsonObject schema) {
    private static final int LONGEST = 40;

    String text() {
        if (schema.getValue("enum") instanceof JsonArray values) {
            return "must be one of " + values.getList();
        }
        return "must be "
                + switch (String.valueOf(schema.getValue("type"))) {
                    case "integer" -> "a whole number" + range(" from", "minimum", "maximum");
                    case "number" -> "a number" + range(" from", "minimum", "maximum");
                    case "boolean" -> "true or false";
                    case "array" -> "a list" + range(" of", "minItems", "maxItems");
                    default -> schema.getString("description", "as /openapi.json says");
                };
    }

    private String range(String preposition, String least, String most) {
        return schema.containsKey(least) && schema.containsKey(most)
                ? "%s %s to %s".formatted(preposition, schema.getValue(least), schema.getValue(most))
                : "";
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
