package org.prodrome.reasoning.training;

/**
 * A row of the patient table without its missing values, which are most of it.
 *
 * @param columns rising
 * @param numbers of these columns
 */
@SuppressWarnings("ArrayRecordComponent") // made and read here alone
record SparsePatient(int[] columns, float[] numbers) {

    static SparsePatient of(float[] row) {
        int count = 0;
        for (float number : row) {
            count += Float.isNaN(number) ? 0 : 1;
        }
        int[] columns = new int[count];
        float[] numbers = new float[count];
        int at = 0;
        for (int column = 0; column < row.length; column++) {
            if (!Float.isNaN(row[column])) {
                columns[at] = column;
                numbers[at++] = row[column];
            }
        }
        return new SparsePatient(columns, numbers);
    }

    int size() {
        return columns.length;
    }

    void write(int[] allColumns, float[] allNumbers, int at) {
        System.arraycopy(columns, 0, allColumns, at, columns.length);
        System.arraycopy(numbers, 0, allNumbers, at, numbers.length);
    }
}
