// Nobody joins the thread, but the program waits for it to end.
class Main {
    static void welcome() {
        System.out.println("Welcome to GopherLabs!");
    }

    public static void main(String[] args) {
        new Thread(Main::welcome).start();
        System.out.println("Hello World!");
    }
}
