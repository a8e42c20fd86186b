// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.host.Errno;
import ext2cat.mount.protocol.Answer;
import ext2cat.mount.protocol.Opcode;
import ext2cat.mount.protocol.Request;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NotDirectoryException;

/**
 * Answers requests one after another. Whatever a damaged image does to the answer of one, the next
 * is answered, and nobody waits for an answer that does not come.
 *
 * <p>For several threads, of which each has an {@link Answer} of its own.
 */
public final class Server {

    private final ImageService service;
    private final ServiceLog log;
    private final Counts counts;
    private final Interrupts interrupts = new Interrupts();

    /** Nothing was asked yet. */
    public Server(ImageService service, ServiceLog log, Counts counts) {
        this.service = service;
        this.log = log;
        this.counts = counts;
    }

    /**
     * Answers a request.
     *
     * @param answer takes the answer
     * @return whether there is an answer to be sent
     */
    public boolean serve(Request request, Answer answer) {
        counts.request();
        answer.clear();
        return switch (request.opcode()) {
            case FORGET, BATCH_FORGET -> false; // nothing is known of nodes
            case INTERRUPT -> {
                // One that is not being answered yet is to be interrupted again.
                boolean isAgain = !interrupts.interrupt(request.interrupted());
                answer.fail(Errno.EAGAIN);
                yield isAgain;
            }
            default -> {
                work(request, answer);
                yield true;
            }
        };
    }

    private void work(Request request, Answer answer) {
        Interrupts.Waiting waiting = interrupts.begin(request.unique());
        try {
            service.answer(request, waiting, answer);
            if (request.opcode() == Opcode.READ && !answer.isFailure()) {
                counts.read(answer.bodyBytes());
            }
        } catch (InterruptedIOException _) {
            answer.fail(Errno.EINTR);
        } catch (NotDirectoryException _) {
            answer.fail(Errno.ENOTDIR);
        } catch (UnsupportedFeatureException e) {
            failed(request, e, Errno.EOPNOTSUPP, answer);
        } catch (IOException | RuntimeException e) {
            failed(request, e, Errno.EIO, answer);
        } catch (OutOfMemoryError e) {
            failed(request, e, Errno.ENOMEM, answer);
        } finally {
            interrupts.end(request.unique());
        }
    }

    private void failed(Request request, Throwable thrown, Errno errno, Answer answer) {
        counts.failure();
        log.failed(Nodes.inode(request.node()), thrown);
        answer.fail(errno);
    }
}
