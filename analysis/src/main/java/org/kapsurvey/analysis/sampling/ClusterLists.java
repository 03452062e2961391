package org.kapsurvey.analysis.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.report.Figures;

/**
 * The lists for the field, one HTML page for printing: each cluster begins a sheet of A4, with room for the surveyor, and
 * lines either for listing its households or for the visits to those that were drawn and to the persons drawn in them. Vietnamese, with a switch to English
 * that needs no script. It holds no name of a person: who is listed is written by hand.
 */
public final class ClusterLists {
    private static final int BLANK_LINES = 25;
    private static final int VISITS = 3;
    private static final Map<String, String> SETTINGS =
            Map.of("urban", "thành thị", "rural", "nông thôn", "island", "hải đảo");

    private static final String STYLE = """
            :root { color-scheme: light }
            body { font-family: system-ui, sans-serif; margin: 1rem auto; max-width: 50rem; padding: 0 1rem; color: #1b1b1b; background: #fff }
            h1 { font-size: 1.3rem } h2 { font-size: 1.1rem; margin: 0 0 .3rem }
            section { border-top: 2px solid #777; padding-top: .8rem; margin-top: 1.5rem }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; margin: .3rem 0 }
            dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; margin-top: .5rem }
            th, td { border: 1px solid #777; padding: .2rem .35rem; font-size: .85rem; text-align: left; overflow-wrap: anywhere }
            section td { height: 1.4rem } .rule { border-bottom: 1px solid #777; min-width: 12rem; display: inline-block }
            .table { overflow-x: auto }
            #en:checked ~ main .vi, #vi:checked ~ main .en { display: none }
            @page { size: A4; margin: 14mm }
            @media print {
              body { max-width: none; margin: 0; padding: 0; font-size: 10pt } input, input + label { display: none }
              section { break-before: page; border: 0; margin: 0; padding: 0 } thead { display: table-header-group }
              tr { break-inside: avoid } .table { overflow: visible; padding-right: 1px }
            }
            """;

    private final String name;
    private final List<DrawnUnit> first;
    private final Optional<List<DrawnUnit>> second;
    private final Map<String, List<DrawnHousehold>> households;
    private final Map<String, List<DrawnPerson>> persons;
    private final Map<String, String> surveyors;
    private final StringBuilder html = new StringBuilder();

    private ClusterLists(
            String name,
            List<DrawnUnit> first,
            Optional<List<DrawnUnit>> second,
            List<DrawnHousehold> households,
            List<DrawnPerson> persons,
            Map<String, String> surveyors) {
        this.name = name;
        this.first = first;
        this.second = second;
        this.households = households.stream().collect(Collectors.groupingBy(DrawnHousehold::cluster));
        this.persons = persons.stream()
                .collect(Collectors.groupingBy(person -> person.household().household()));
        this.surveyors = surveyors;
    }

    /**
     * The page.
     *
     * @param name of the sample
     * @param second what the second stage drew so far; absent if only one stage draws areas
     * @param persons those drawn in the households so far
     * @param surveyors for the codes of clusters who works there; a line to write on for the others
     */
    public static String html(
            String name,
            List<DrawnUnit> first,
            Optional<List<DrawnUnit>> second,
            List<DrawnHousehold> households,
            List<DrawnPerson> persons,
            Map<String, String> surveyors) {
        ClusterLists lists = new ClusterLists(name, first, second, households, persons, surveyors);
        lists.write();
        return lists.html.toString();
    }

    private void write() {
        String title = escaped(name);
        html.append("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<input type=\"radio\" name=\"language\" id=\"vi\" checked>")
                .append("<label for=\"vi\" lang=\"vi\">Tiếng Việt</label>\n")
                .append(
                        "<input type=\"radio\" name=\"language\" id=\"en\"><label for=\"en\" lang=\"en\">English</label>\n")
                .append("<main>\n<h1>")
                .append(both("Danh sách địa bàn khảo sát", "Survey clusters"))
                .append(" · ")
                .append(title)
                .append("</h1>\n");
        overview();
        for (DrawnUnit cluster : second.orElse(first)) {
            cluster(cluster, households.getOrDefault(cluster.code(), List.of()));
        }
        html.append("</main>\n</body>\n</html>\n");
    }

    private void overview() {
        html.append("<p>")
                .append(both(
                        "Đã chọn " + count("vi", first.size()) + " đơn vị mẫu cấp một. ",
                        count("en", first.size()) + " units were drawn at the first stage. "));
        if (second.isPresent()) {
            int waiting = first.size()
                    - (int) first.stream().filter(this::isContinued).count();
            if (waiting > 0) {
                html.append(both(
                        count("vi", waiting) + " đơn vị còn chờ danh sách thôn, tổ dân phố. ",
                        count("en", waiting) + " of them wait for the list of their residential groups. "));
            }
        }
        html.append("</p>\n<div class=\"table\"><table>\n<thead><tr>");
        heading("Tầng", "Stratum");
        heading("Mã", "Code");
        heading("Tên", "Name");
        heading("Quy mô", "Size");
        heading("Xác suất chọn", "Probability");
        html.append("</tr></thead>\n<tbody>\n");
        for (DrawnUnit unit : first) {
            html.append("<tr>");
            cell(stratum(unit.stratum()));
            cell(escaped(unit.code()));
            cell(escaped(unit.name()));
            cell(both(count("vi", unit.size()), count("en", unit.size())));
            cell(
                    unit.selfRepresenting()
                            ? both("1 (chắc chắn chọn)", "1 (self-representing)")
                            : both(fixed("vi", unit.probability()), fixed("en", unit.probability())));
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table></div>\n");
    }

    /** Settings in the reader's language; what else a stratum is named by is a code or the user's own word. */
    private static String stratum(String label) {
        String[] parts = label.split(";", -1);
        String english = String.join("; ", parts);
        String vietnamese = Arrays.stream(parts)
                .map(part -> SETTINGS.getOrDefault(part, part))
                .collect(Collectors.joining("; "));
        return vietnamese.equals(english) ? escaped(english) : both(escaped(vietnamese), escaped(english));
    }

    private boolean isContinued(DrawnUnit unit) {
        return second.orElse(List.of()).stream()
                .anyMatch(cluster -> unit.selfRepresenting()
                        ? cluster.stratum().equals(unit.stratum())
                                || cluster.stratum().startsWith(unit.stratum() + ";")
                        : cluster.psu().equals(unit.psu()) && cluster.stratum().equals(unit.stratum()));
    }

    private void cluster(DrawnUnit cluster, List<DrawnHousehold> drawn) {
        html.append("<section>\n<h2>").append(escaped(cluster.name())).append("</h2>\n<dl>\n");
        entry("Mã địa bàn", "Cluster", escaped(cluster.code()));
        if (!cluster.within().isEmpty()) {
            entry("Thuộc", "In", escaped(cluster.within()));
        }
        entry("Tầng", "Stratum", stratum(cluster.stratum()));
        entry("Quy mô", "Size", both(count("vi", cluster.size()), count("en", cluster.size())));
        if (cluster.areas().size() > 1) {
            entry(
                    "Gộp",
                    "Merged",
                    both(
                            "các đơn vị " + escaped(String.join(", ", cluster.areas())) + " được lập danh sách chung",
                            "list " + escaped(String.join(", ", cluster.areas())) + " together"));
        }
        if (cluster.segments() > 1) {
            entry(
                    "Đoạn",
                    "Segment",
                    both(
                            "chia thành %d đoạn có số hộ gần bằng nhau, đánh số từ bắc xuống nam rồi từ tây sang đông; chỉ"
                                            .formatted(cluster.segments())
                                    + " lập danh sách đoạn %d".formatted(cluster.segment()),
                            "cut into %d segments of about as many households, numbered from north to south, then from west"
                                            .formatted(cluster.segments())
                                    + " to east; list segment %d only".formatted(cluster.segment())));
        }
        String surveyor = surveyors.get(cluster.code());
        entry("Điều tra viên", "Surveyor", surveyor == null ? "<span class=\"rule\">&nbsp;</span>" : escaped(surveyor));
        html.append("</dl>\n");
        if (drawn.isEmpty()) {
            listingForm();
        } else {
            visits(drawn);
        }
        html.append("</section>\n");
    }

    private void listingForm() {
        html.append("<h3>")
                .append(both("Lập danh sách hộ", "Listing of households"))
                .append("</h3>\n<div class=\"table\"><table>\n<thead><tr>");
        heading("STT", "No.");
        heading("Mã hộ", "Household");
        heading("Chủ hộ", "Head of household");
        heading("Địa chỉ, vị trí", "Address, place");
        heading("Số người", "Persons");
        html.append("</tr></thead>\n<tbody>\n");
        for (int line = 1; line <= BLANK_LINES; line++) {
            html.append("<tr>");
            cell(String.valueOf(line));
            for (int blank = 0; blank < 4; blank++) {
                cell("");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table></div>\n<p>")
                .append(both(
                        "Thiếu dòng thì in thêm trang này và đánh số tiếp.",
                        "Where the lines don't suffice, print this sheet again and number on."))
                .append("</p>\n");
    }

    private void visits(List<DrawnHousehold> drawn) {
        html.append("<h3>")
                .append(both(
                        "Hộ được chọn: %s trong %s hộ đã lập danh sách"
                                .formatted(
                                        count("vi", drawn.size()),
                                        count("vi", drawn.get(0).listed())),
                        "Households drawn: %s of %s listed"
                                .formatted(
                                        count("en", drawn.size()),
                                        count("en", drawn.get(0).listed()))));
        boolean withPersons = drawn.stream().anyMatch(household -> persons.containsKey(household.household()));
        if (withPersons) {
            long number = drawn.stream()
                    .mapToLong(household -> persons.getOrDefault(household.household(), List.of())
                            .size())
                    .sum();
            html.append(both("; người được chọn: " + count("vi", number), "; persons drawn: " + count("en", number)));
        }
        html.append("</h3>\n<div class=\"table\"><table>\n<thead><tr>");
        heading("Số trong danh sách", "No. in the listing");
        heading("Mã hộ", "Household");
        if (withPersons) {
            heading("Người số", "Person no.");
            heading("Nhóm", "Groups");
        }
        for (int visit = 1; visit <= VISITS; visit++) {
            heading("Lần thăm %d".formatted(visit), "Visit %d".formatted(visit));
        }
        heading("Kết quả", "Outcome");
        html.append("</tr></thead>\n<tbody>\n");
        for (DrawnHousehold household : drawn) {
            List<DrawnPerson> inside = persons.getOrDefault(household.household(), List.of());
            if (inside.isEmpty()) {
                visit(household, withPersons ? List.of("–", "") : List.of());
            }
            for (DrawnPerson person : inside) {
                visit(household, List.of(escaped(person.person()), groups(person)));
            }
        }
        html.append("</tbody>\n</table></div>\n");
        if (withPersons) {
            html.append("<p>")
                    .append(both(
                            "Người số là số của người đó trong danh sách nhân khẩu của hộ. Khi nhập lần thăm, mã của một người là mã hộ,"
                                    + " dấu chấm và người số. – là hộ chưa có ai được chọn.",
                            "Person no. is the number in the household's roster. In a file of visits a person is the household, a dot"
                                    + " and that number. – is a household of which nobody is drawn so far."))
                    .append("</p>\n");
        }
    }

    /** A line to be filled in of a household, or of a person in it. */
    private void visit(DrawnHousehold household, List<String> person) {
        html.append("<tr>");
        cell(String.valueOf(household.number()));
        cell(escaped(household.household()));
        person.forEach(this::cell);
        for (int blank = 0; blank <= VISITS; blank++) {
            cell("");
        }
        html.append("</tr>\n");
    }

    /** The groups of a person, and for which of them he was drawn where that is not for all. */
    private static String groups(DrawnPerson person) {
        String all = escaped(String.join(", ", person.groups()));
        String drawn = escaped(String.join(", ", person.drawnFor()));
        return all.equals(drawn) ? all : all + both(" (được chọn cho: ", " (drawn for: ") + drawn + ")";
    }

    private void heading(String vietnamese, String english) {
        html.append("<th scope=\"col\">").append(both(vietnamese, english)).append("</th>");
    }

    private void cell(String markup) {
        html.append("<td>").append(markup).append("</td>");
    }

    private void entry(String vietnamese, String english, String markup) {
        html.append("<dt>")
                .append(both(vietnamese, english))
                .append("</dt><dd>")
                .append(markup)
                .append("</dd>\n");
    }

    private static String count(String language, long number) {
        return Figures.in(language).count((double) number);
    }

    private static String fixed(String language, double number) {
        return Figures.in(language).fixed(number, 4);
    }

    private static String both(String vietnamese, String english) {
        return "<span class=\"vi\" lang=\"vi\">" + vietnamese + "</span><span class=\"en\" lang=\"en\">" + english
                + "</span>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
