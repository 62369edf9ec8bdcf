package io.colleckt.auth.persistence;

import io.colleckt.auth.foreign.SourceException;
import io.colleckt.auth.foreign.SourceRow;
import io.colleckt.auth.foreign.TokenSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The table of another system's tokens, in its own database. It is read in the order of the primary
 * key, some hundreds of rows a statement, over a connection that is opened for each reading;
 * nothing is written there and nothing locked. Values are taken as the text that the database makes
 * of them, so that no driver moves a time from one zone to another.
 */
public final class SourceTable implements TokenSource {
  private static final int BATCH = 500;
  private static final int PATIENCE_SECONDS = 60;
  private static final Set<Integer> NUMBERS =
      Set.of(
          Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT, Types.NUMERIC, Types.DECIMAL);

  private final SourceAddress address;
  private final String table;
  private final Set<String> required;
  private final List<String> optional;

  /**
   * @param address see {@link SourceAddress}
   * @param table its name, perhaps with its schema's before it
   * @param required columns that must be there, {@code id} among them
   * @param optional columns that are read where they are there
   * @throws SourceException when the address or the name is none
   */
  public SourceTable(String address, String table, Set<String> required, List<String> optional) {
    if (!table.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?")) {
      throw new SourceException(
          "The name of the table has other characters than letters, digits, _.");
    }
    this.address = SourceAddress.of(address);
    this.table = table;
    this.required = Set.copyOf(required);
    this.optional = List.copyOf(optional);
  }

  /**
   * Which database and which table in it, without credentials; the table is left out when it has
   * its usual name.
   *
   * @return empty where the address does not tell it from one on another machine
   */
  public Optional<String> place(String usualTable) {
    return address.place().map(place -> table.equals(usualTable) ? place : place + "/" + table);
  }

  @Override
  public void read(Consumer<List<SourceRow>> rows) {
    try (Connection connection = address.connect()) {
      List<String> columns = columns(connection);
      try (PreparedStatement page = connection.prepareStatement(pageOf(columns))) {
        page.setQueryTimeout(PATIENCE_SECONDS);
        String last = "0";
        List<SourceRow> batch = page(page, columns, last);
        while (!batch.isEmpty()) {
          last = batch.get(batch.size() - 1).text("id").orElseThrow();
          rows.accept(batch);
          batch = batch.size() < BATCH ? List.of() : page(page, columns, last);
        }
      }
    } catch (SQLException e) {
      throw new SourceException(
          "The table %s cannot be read: %s".formatted(table, address.reason(e)),
          e,
          SourceAddress.isAway(e));
    }
  }

  /** The columns that are there of those that are wanted. */
  private List<String> columns(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
      ResultSetMetaData shape = none.getMetaData();
      Map<String, Integer> types = new HashMap<>();
      for (int i = 1; i <= shape.getColumnCount(); i++) {
        types.put(shape.getColumnName(i).toLowerCase(Locale.ROOT), shape.getColumnType(i));
      }
      refuseOthers(types);
      List<String> columns = new ArrayList<>(required);
      optional.stream().filter(types::containsKey).forEach(columns::add);
      return columns;
    }
  }

  private void refuseOthers(Map<String, Integer> types) {
    for (String column : required) {
      if (!types.containsKey(column)) {
        throw new SourceException("The table %s has no column %s.".formatted(table, column));
      }
    }
    if (!NUMBERS.contains(types.get("id"))) {
      throw new SourceException(
          "The ids of the table %s are no numbers, as those of tokens must be here."
              .formatted(table));
    }
  }

  /**
   * The next rows in the order of the id, each value as text; by the table's primary key. Without
   * the alias Postgres would sort by the text.
   */
  private String pageOf(List<String> columns) {
    String texts = columns.stream().map(address::asText).collect(Collectors.joining(", "));
    return "select %s from %s t where t.id > ? order by t.id limit %d"
        .formatted(texts, table, BATCH);
  }

  private static List<SourceRow> page(PreparedStatement page, List<String> columns, String after)
      throws SQLException {
    startAfter(page, new BigDecimal(after));
    List<SourceRow> batch = new ArrayList<>();
    try (ResultSet rows = page.executeQuery()) {
      while (rows.next()) {
        Map<String, Optional<String>> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          values.put(columns.get(i), Optional.ofNullable(rows.getString(i + 1)));
        }
        batch.add(new SourceRow(values));
      }
    }
    return List.copyOf(batch);
  }

  /** As a long where it is one, so that the primary key serves; MySQL's unsigned ids go further. */
  private static void startAfter(PreparedStatement page, BigDecimal id) throws SQLException {
    try {
      page.setLong(1, id.longValueExact());
    } catch (ArithmeticException e) {
      page.setBigDecimal(1, id);
    }
  }

  @Override
  public boolean isWhole() {
    return true;
  }
}
