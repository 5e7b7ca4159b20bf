package org.prodrome.web.advice;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.UnexpectedRollbackException;

/** A database that is away for now. */
final class StoreAway {
    private StoreAway() {}

    /** Whether what failed may be tried another time; what is wrong in itself never will be. */
    static boolean is(Throwable failure) {
        return failure instanceof TransactionException && !(failure instanceof UnexpectedRollbackException)
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof DataAccessResourceFailureException;
    }
}
