//! The demonstration college in a database.

use cynic::QueryBuilder as _;
use lianyi::demo::accounts::{PASSWORD, SHOWN};
use lianyi::demo::load::{Found, load, look};
use lianyi_shared::access::Role;
use lianyi_shared::api::access::ViewerQuery;
use lianyi_tests::db::db_digest;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::As;

on_both_databases! {
    async fn everyone_of_the_demonstration_signs_in(app) {
        assert_eq!(look(&app.app.db).await.unwrap(), Found::Empty);
        load(&app.app).await.unwrap();
        for shown in SHOWN {
            let mut person = app.nobody();
            person.sign_in(shown.username, PASSWORD).await.unwrap();
            let viewer = person.run(ViewerQuery::build(())).await.unwrap().viewer;
            let held = viewer.roles.iter().any(|role| role.code == shown.role.code());
            assert!(held, "{} is {}", shown.username, shown.role);
        }
    }

    async fn a_demonstration_is_loaded_once(app) {
        load(&app.app).await.unwrap();
        assert_eq!(look(&app.app.db).await.unwrap(), Found::Demonstration);
        let before = db_digest(&app.app).await;
        assert!(load(&app.app).await.is_err());
        assert_eq!(db_digest(&app.app).await, before);
    }

    async fn a_college_of_its_own_is_no_demonstration(app) {
        app.db_account(As::role(Role::SystemAdministrator)).await;
        assert_eq!(look(&app.app.db).await.unwrap(), Found::Other);
    }
}
