package vn.emr.core.printing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import vn.emr.core.form.Form;
import vn.emr.core.record.Value;

/**
 * The chart of vital signs as wards draw it: a column for each reading, pulse in red and temperature in blue over one grid, all other
 * values in the same columns below. Places are in millimetres; the template draws them with nothing but boxes and lines, so the
 * numbers stay text.
 */
final class VitalChart {
    /** Readings side by side; further ones get a chart of their own below. */
    private static final int COLUMNS = 10;

    private static final int COLUMNS_OF_A_LANDSCAPE = 16;
    private static final double WIDTH = 13;
    private static final double HEIGHT = 60;
    private static final Scale PULSE = new Scale("pulse", 40, 160);
    private static final Scale TEMPERATURE = new Scale("temperature", 35, 41);

    /** What lies outside is drawn at the edge; its number stands below in full. */
    private record Scale(String name, double low, double high) {
        double y(BigDecimal number) {
            double share = (number.doubleValue() - low) / (high - low);
            return HEIGHT * (1 - Math.max(0, Math.min(1, share)));
        }
    }

    private final Form.Item group;
    private final Optional<Form.Item> time;
    private final int columns;

    VitalChart(Form.Item group, boolean landscape) {
        this.group = group;
        this.columns = landscape ? COLUMNS_OF_A_LANDSCAPE : COLUMNS;
        this.time = group.item().stream()
                .filter(i -> i.type() == Form.Type.DATE_TIME)
                .findFirst();
    }

    /** The charts of all readings, in the order of their times. */
    List<Map<String, Object>> of(List<Value> rows) {
        List<Value> readings = rows.stream()
                .sorted(Comparator.comparing(row -> at(row).orElse(Instant.MAX)))
                .toList();
        List<Map<String, Object>> charts = new ArrayList<>();
        for (int from = 0; from < Math.max(1, readings.size()); from += columns) {
            charts.add(chart(readings.subList(from, Math.min(readings.size(), from + columns))));
        }
        return charts;
    }

    private Map<String, Object> chart(List<Value> readings) {
        Map<String, Object> chart = new HashMap<>();
        List<Map<String, Object>> marks = new ArrayList<>();
        group.item().forEach(item -> scale(item).ifPresent(scale -> marks.addAll(line(item, scale, readings))));
        chart.put("marks", marks);
        chart.put("columns", columns);
        chart.put("columnWidth", WIDTH);
        chart.put("width", WIDTH * columns);
        chart.put("full", WIDTH * columns + 44);
        chart.put("height", HEIGHT);
        chart.put("steps", steps());
        chart.put(
                "lefts",
                IntStream.rangeClosed(1, columns - 1)
                        .mapToObj(column -> WIDTH * column)
                        .toList());
        List<Map<String, Object>> lines = new ArrayList<>();
        group.item().forEach(item -> {
            List<String> cells = new ArrayList<>();
            readings.forEach(row -> cells.add(cell(row, item)));
            while (cells.size() < columns) {
                cells.add("");
            }
            lines.add(Map.of(
                    "label", SheetView.label(item), "unit", item.unit() == null ? "" : item.unit(), "cells", cells));
        });
        chart.put("lines", lines);
        return chart;
    }

    /** The words on both scales, from the top. */
    private static List<Map<String, Object>> steps() {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int step = 6; step >= 0; step--) {
            steps.add(Map.of(
                    "top",
                    HEIGHT * (6 - step) / 6,
                    "pulse",
                    String.valueOf((int) PULSE.low() + step * 20),
                    "temperature",
                    String.valueOf((int) TEMPERATURE.low() + step)));
        }
        return steps;
    }

    private List<Map<String, Object>> line(Form.Item item, Scale scale, List<Value> readings) {
        List<Map<String, Object>> marks = new ArrayList<>();
        double[] last = null;
        for (int column = 0; column < readings.size(); column++) {
            List<Value> answers = readings.get(column).answers().get(item.linkId());
            if (answers == null || answers.isEmpty() || answers.getFirst().number() == null) {
                continue;
            }
            double[] here = {WIDTH * (column + 0.5), scale.y(answers.getFirst().number())};
            if (last != null) {
                marks.add(Map.of(
                        "kind",
                        "line " + scale.name(),
                        "left",
                        last[0],
                        "top",
                        last[1],
                        "length",
                        Math.hypot(here[0] - last[0], here[1] - last[1]),
                        "turn",
                        Math.toDegrees(Math.atan2(here[1] - last[1], here[0] - last[0]))));
            }
            marks.add(SheetView.map(
                    "kind", "dot " + scale.name(), "left", here[0] - 0.7, "top", here[1] - 0.7, "length", null));
            last = here;
        }
        return marks;
    }

    private Optional<Scale> scale(Form.Item item) {
        if ("Cel".equals(item.unitCode())) {
            return Optional.of(TEMPERATURE);
        }
        boolean pulse = group.item().stream()
                .filter(i -> "/min".equals(i.unitCode()))
                .findFirst()
                .filter(i -> i == item)
                .isPresent();
        return pulse ? Optional.of(PULSE) : Optional.empty();
    }

    private Optional<Instant> at(Value row) {
        return time.map(t -> row.answers().get(t.linkId()))
                .filter(values -> !values.isEmpty())
                .flatMap(values -> values.getFirst().moment());
    }

    /** Without the unit, which stands at the head of the line. */
    private String cell(Value row, Form.Item item) {
        SortedMap<String, List<Value>> answers = row.answers();
        return answers.getOrDefault(item.linkId(), List.of()).stream()
                .map(v -> v.number() == null
                        ? Words.of(v, item)
                        : v.number().toPlainString().replace('.', ','))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
