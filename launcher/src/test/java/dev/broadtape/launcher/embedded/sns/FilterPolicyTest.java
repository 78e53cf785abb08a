package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies as the developer guide of Amazon SNS describes them. */
class FilterPolicyTest {
    private static final Map<String, Attribute> SALE = Map.of(
            "store", new Attribute("String", "example_corp"),
            "event", new Attribute("String", "order_placed"),
            "customer_interests", new Attribute("String.Array", "[\"soccer\",\"rugby\",\"hockey\"]"),
            "price_usd", new Attribute("Number", "210.75"),
            "blob", new Attribute("Binary", "YWI="));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'store':['example_corp']}                                                   | true",
                "{'store':['EXAMPLE_CORP']}                                                   | false",
                "{'store':[{'equals-ignore-case':'EXAMPLE_CORP'}]}                            | true",
                "{'store':['other','example_corp'],'event':['order_placed']}                  | true",
                "{'store':['example_corp'],'event':['order_cancelled']}                       | false",
                "{'store':['example_corp'],'encrypted':[false]}                               | false",
                "{'event':[{'prefix':'order_'}]}                                              | true",
                "{'event':[{'suffix':'_placed'}]}                                             | true",
                "{'event':[{'prefix':'stock_'}]}                                              | false",
                "{'event':[{'anything-but':'order_cancelled'}]}                               | true",
                "{'event':[{'anything-but':['order_placed','x']}]}                            | false",
                "{'event':[{'anything-but':{'prefix':'order'}}]}                              | false",
                "{'absent':[{'anything-but':'x'}]}                                            | false",
                "{'customer_interests':['rugby','football']}                                  | true",
                "{'customer_interests':['tennis']}                                            | false",
                "{'customer_interests':[{'anything-but':['rugby','soccer']}]}                 | true",
                "{'price_usd':[{'numeric':['>=',100]}]}                                       | true",
                "{'price_usd':[{'numeric':['=',2.1075e2]}]}                                   | true",
                "{'price_usd':[210.750]}                                                      | true",
                "{'price_usd':[{'numeric':['>',0,'<=',210]}]}                                 | false",
                "{'price_usd':[{'anything-but':[100,500]}]}                                   | true",
                "{'event':[{'numeric':['>',0]}]}                                              | false",
                "{'store':[{'exists':true}]}                                                  | true",
                "{'absent':[{'exists':true}]}                                                 | false",
                "{'absent':[{'exists':false}]}                                                | true",
                "{'store':[{'exists':false}]}                                                 | false",
                "{'blob':[{'exists':true}]}                                                   | false",
                "{'store':[{'exists':false},'example_corp']}                                  | true"
            })
    void acceptsAsDocumented(String policy, boolean accepted) {
        assertThat(FilterPolicy.parse(policy.replace('\'', '"')).accepts(SALE)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'a':'text'}",
                "{'a':[]}",
                "{'a':[{'like':'x'}]}",
                "{'a':[{'prefix':1}]}",
                "{'a':[{'numeric':['>']}]}",
                "{'a':[{'numeric':['~',1]}]}",
                "{'a':[{'numeric':['>',1e10]}]}",
                "{'a':[{'exists':'yes'}]}",
                "{'a':[1],'b':[1],'c':[1],'d':[1],'e':[1],'f':[1]}",
                "{'a':[1,2,3,4,5,6,7],'b':[1,2,3,4,5,6,7],'c':[1,2,3,4]}",
                "{'a':"
            })
    void refusesAPolicyThatIsMalformed(String policy) {
        assertThatThrownBy(() -> FilterPolicy.parse(policy.replace('\'', '"')))
                .isInstanceOf(AwsFault.class)
                .hasMessageContaining("FilterPolicy");
    }

    @Test
    void acceptsEverythingWithoutAPolicy() {
        assertThat(FilterPolicy.parse("").accepts(Map.of())).isTrue();
    }
}
